import type {
  Announcement,
  AnnouncementId,
  Asked,
  ChildId,
  GroupId,
  MembershipId,
  OutputOf,
  Room,
  ToldEvent,
} from '@morgenkreis/protocol'

interface Guardian {
  readonly id: MembershipId
  readonly children: readonly { readonly id: ChildId; readonly group: GroupId }[]
}

/**
 * What a guardian is asked to confirm, for the own children of one hat. What is done stays done and what is gone stays gone,
 * so that it does not matter in which order it is told.
 */
export interface AskedState {
  readonly guardian: Guardian
  readonly titles: ReadonlyMap<AnnouncementId, string>
  /** Which children each of them concerns. */
  readonly concerned: ReadonlyMap<AnnouncementId, readonly ChildId[]>
  /** Announcement and child, as `keyOf` writes them. */
  readonly done: ReadonlySet<string>
  readonly reminded: ReadonlySet<AnnouncementId>
  readonly gone: ReadonlySet<AnnouncementId>
}

const keyOf = (announcement: AnnouncementId, child: ChildId) => `${announcement} ${child}`

export const emptyAsked = (guardian: Guardian): AskedState => ({
  ...{ guardian, titles: new Map(), concerned: new Map(), done: new Set(), reminded: new Set(), gone: new Set() },
})

/** Takes `confirmation.list` in. Start from empty to read afresh. */
export function mergeAsked(state: AskedState, { asked }: OutputOf<'confirmation.list'>): AskedState {
  return asked.reduce((so, { announcement, title, child, open, reminded }) => {
    const concerned = [...new Set([...(so.concerned.get(announcement) ?? []), child])]
    return {
      ...so,
      titles: new Map(so.titles).set(announcement, title),
      concerned: new Map(so.concerned).set(announcement, concerned),
      done: open ? so.done : new Set(so.done).add(keyOf(announcement, child)),
      reminded: reminded ? new Set(so.reminded).add(announcement) : so.reminded,
    }
  }, state)
}

export function applyToAsked(state: AskedState, told: ToldEvent, room: Room): AskedState {
  // Whoever educates here, too, hears with the team what others confirmed for the same child.
  const toMe = room === `member:${state.guardian.id}`
  switch (told.name) {
    case 'announcement.published':
      return told.data === undefined ? vanish(state, told.ref as AnnouncementId) : publish(state, told.data)
    case 'announcement.removed':
      return vanish(state, told.ref as AnnouncementId)
    case 'announcement.confirmed':
      return toMe && told.data !== undefined ? confirm(state, told.data) : state
    case 'announcement.reminded':
      return toMe && told.data !== undefined ? remind(state, told.data.announcement) : state
    default:
      return state
  }
}

/** Everything that is asked, the newest announcement first. */
export function askedIn({ titles, concerned, done, reminded, gone }: AskedState): Asked[] {
  const ids = [...titles.keys()].filter((id) => !gone.has(id)).sort((one, other) => (one < other ? 1 : -1))
  return ids.flatMap((announcement) =>
    (concerned.get(announcement) ?? []).map((child) => {
      const open = !done.has(keyOf(announcement, child))
      const title = titles.get(announcement) ?? ''
      return { announcement, title, child, open, reminded: open && reminded.has(announcement) }
    }),
  )
}

function publish(state: AskedState, { id, title, groups, confirmation }: Announcement): AskedState {
  const mine = state.guardian.children.filter(({ group }) => groups === 'all' || groups.includes(group))
  const own = mine.map((child) => child.id)
  if (confirmation === undefined || own.length === 0 || state.titles.has(id)) return state
  return { ...state, titles: new Map(state.titles).set(id, title), concerned: new Map(state.concerned).set(id, own) }
}

const vanish = (state: AskedState, id: AnnouncementId): AskedState =>
  state.gone.has(id) ? state : { ...state, gone: new Set(state.gone).add(id) }

function confirm(state: AskedState, { announcement, child }: OutputOf<'announcement.confirm'>): AskedState {
  const key = keyOf(announcement, child)
  return state.done.has(key) ? state : { ...state, done: new Set(state.done).add(key) }
}

const remind = (state: AskedState, id: AnnouncementId): AskedState =>
  state.reminded.has(id) ? state : { ...state, reminded: new Set(state.reminded).add(id) }
