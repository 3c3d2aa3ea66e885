import { acknowledgeUnder, expiresBy, type Standing } from '@morgenkreis/domain'
import { GroupId, type ChatAcknowledgementId, type FacilityId } from '@morgenkreis/protocol'
import { addingMessage, type MessageDraft } from '../features/chats/adding.ts'
import { householdOfIds, roomOfRoster } from '../features/chats/places.ts'
import type { ChatStore } from '../features/chats/store.ts'
import { timelessId } from '../shell/clock.ts'
import type { Stored } from '../shell/database.ts'
import type { Insert } from '../shell/plan.ts'
import { audienceIn, type Roster } from '../shell/roster/roster.ts'
import { acknowledged } from './acknowledged.ts'
import type { Beginning, NewMessage } from './shapes.ts'

type Rows = { facility: FacilityId | null; doc: Insert['doc'] }[]
type RosterOf = (id: FacilityId) => Promise<Roster>

/** What stands in chats and conversations at a beginning: it passed the gate of chats, as everybody's does. */
export async function talksOf(
  { messages = [], conversations = [], memberships }: Beginning,
  store: ChatStore,
  rosterOf: RosterOf,
): Promise<[Pick<Stored<never>, 'native'>, Rows][]> {
  const talks = conversations.map(({ id, household: of, ...one }) => {
    const between = memberships.filter(({ role, children }) =>
      children.some(({ child, household }) => role === 'guardian' && child === one.child && household === of),
    )
    const household = householdOfIds(between.map((guardian) => guardian.id))
    return { facility: one.facility, doc: { _id: id, ...one, household, v: 1 } }
  })
  const standing = await standingsOf(messages, rosterOf)
  const given = [...standing.values()].map(({ at, facility, id, by: membership, thread, proof }) => ({
    facility,
    doc: { _id: id, facility, membership, thread, proof, v: 1, at, expiresAt: expiresBy({}, 'chat', at) },
  }))
  const said = messages.map(({ at, ...draft }) =>
    addingMessage(passed(withGroups(draft), standing), { periods: {}, now: at }, store),
  )
  return [
    [store.conversations, talks],
    [store.acknowledgements, given],
    [store.messages, said],
  ]
}

const withGroups = (draft: Omit<NewMessage, 'at'>): MessageDraft => ({
  ...draft,
  groups: draft.circle === 'group' ? [GroupId.parse(draft.thread)] : 'all',
})

type Given = Standing & { readonly at: Date; readonly facility: FacilityId }
const keyOf = ({ author, thread }: Pick<MessageDraft, 'author' | 'thread'>) => `${author} ${thread}`

/** Each author acknowledged a public thread before the first message there. */
async function standingsOf(messages: readonly NewMessage[], rosterOf: RosterOf): Promise<Map<string, Given>> {
  const rosters = new Map<FacilityId, Roster>()
  const standing = new Map<string, Given>()
  for (const message of messages) {
    const { facility, thread, circle, author, at } = message
    const roster = rosters.get(facility) ?? (await rosterOf(facility))
    rosters.set(facility, roster)
    const where = roomOfRoster(thread, roster)
    if (circle === 'conversation' || where === null || standing.has(keyOf(message))) continue
    const draft = { id: timelessId() as ChatAcknowledgementId, thread, author }
    const { id, proof } = acknowledged(draft, 'chat', audienceIn(roster, 'message.sent', where), at)
    standing.set(keyOf(message), { id, by: author, thread, proof, at, facility })
  }
  return standing
}

function passed(draft: MessageDraft, standing: ReadonlyMap<string, Given>) {
  if (draft.circle === 'conversation') return { ...draft, circle: 'conversation', under: null, proof: null } as const
  const given = standing.get(keyOf(draft)) ?? null
  const audience = { families: 0, staff: 0, version: given?.proof.audience ?? 0 }
  const through = acknowledgeUnder(draft, { by: draft.author, thread: draft.thread, audience }, given)
  if (typeof through === 'string') throw new Error(through)
  return through
}
