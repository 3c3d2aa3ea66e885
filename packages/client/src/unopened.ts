import type {
  Announcement,
  AnnouncementId,
  FacilityId,
  MembershipId,
  OutputOf,
  OwnMembership,
  ToldEvent,
} from '@morgenkreis/protocol'

/** The hat for which it is counted. What was written under any of the own ones is not new. */
export interface UnopenedReader {
  readonly hat: Pick<OwnMembership, 'facility' | 'role' | 'groups'>
  readonly own: readonly MembershipId[]
}

/** The announcements that the reader has not opened. What is opened or gone stays so, in whatever order it is told. */
export interface Unopened extends UnopenedReader {
  readonly ids: ReadonlySet<AnnouncementId>
  readonly opened: ReadonlySet<AnnouncementId>
  readonly gone: ReadonlySet<AnnouncementId>
  /** Something is there again, and whether it was opened only a fresh read says. */
  readonly stale: boolean
}

const none: ReadonlySet<AnnouncementId> = new Set()

export const emptyUnopened = ({ hat, own }: UnopenedReader): Unopened => ({
  ...{ hat, own, ids: none, opened: none, gone: none, stale: false },
})

/** Takes `announcement.unopened` in: a fresh read says everything. */
export const mergeUnopened = (
  { hat, own, opened }: Unopened,
  { unopened }: OutputOf<'announcement.unopened'>,
): Unopened => ({
  ...{ hat, own, opened, gone: none, stale: false },
  ids: new Set(unopened.filter((id) => !opened.has(id))),
})

/** Whether a hat reads this. The rooms of the other hats are heard, too. */
export function reads(
  { facility, role, groups }: UnopenedReader['hat'],
  of: { readonly facility: FacilityId; readonly groups: Announcement['groups'] },
): boolean {
  if (facility !== of.facility) return false
  if (role === 'admin' || role === 'council' || groups === 'all' || of.groups === 'all') return true
  return of.groups.some((group) => groups.includes(group))
}

export function applyToUnopened(state: Unopened, told: ToldEvent): Unopened {
  switch (told.name) {
    case 'announcement.published':
      return told.data === undefined ? vanish(state, told.ref as AnnouncementId) : arrive(state, told.data)
    case 'announcement.removed':
      return vanish(state, told.ref as AnnouncementId)
    case 'announcement.opened':
      return told.data === undefined ? state : open(state, told.data.announcement)
    case 'announcement.restored':
    case 'announcement.revealed':
      return { ...state, stale: true }
    default:
      return state
  }
}

function arrive(state: Unopened, announcement: Announcement): Unopened {
  const { hat, own, ids, opened, gone } = state
  const { id, author } = announcement
  if (ids.has(id) || opened.has(id) || gone.has(id) || own.includes(author.membership)) return state
  return reads(hat, announcement) ? { ...state, ids: new Set(ids).add(id) } : state
}

const vanish = (state: Unopened, id: AnnouncementId): Unopened =>
  state.gone.has(id) ? state : { ...state, ids: without(state.ids, id), gone: new Set(state.gone).add(id) }

const open = (state: Unopened, id: AnnouncementId): Unopened =>
  state.opened.has(id) ? state : { ...state, ids: without(state.ids, id), opened: new Set(state.opened).add(id) }

const without = (ids: ReadonlySet<AnnouncementId>, id: AnnouncementId) => new Set([...ids].filter((one) => one !== id))
