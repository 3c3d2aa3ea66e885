import type { Membership } from '@morgenkreis/domain'
import { mostUnread, type Mark, type PersonId, type Subject, type Thread, type ThreadId } from '@morgenkreis/protocol'
import { isStaff } from '@morgenkreis/domain'
import { shownAt, visible } from '../../shell/removal.ts'
import { namesOfChildren } from '../../shell/roster/children-names.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'
import type { ThreadPlace } from './places.ts'
import { floorFor } from './reading.ts'
import { shownMessages } from './shown.ts'
import type { ChatStore, ConversationDoc, MarkDoc, MessageDoc } from './store.ts'

/** A thread on its way to one reader: where it is, and its conversation if it is one. */
export interface Seen {
  readonly id: ThreadId
  readonly where: ThreadPlace
  readonly conversation: ConversationDoc | null
}

interface Reader {
  readonly actor: Membership
  readonly roster: Roster
  readonly now: Date
}

export const markOf = (thread: ThreadId, doc: MarkDoc | undefined): Mark => ({
  thread,
  upTo: doc?.upTo ?? null,
  unread: doc?.unread ?? false,
  v: doc?.v ?? 0,
})

/** Threads as one reader sees them: the newest message, how far it was read, how many came since. */
export async function viewThreads(
  seen: readonly Seen[],
  reader: Reader,
  { store, shell }: { store: ChatStore; shell: Shell },
): Promise<Thread[]> {
  const { actor, roster } = reader
  const marks = await marksOf(actor.person, seen, store)
  const last = await newestIn(seen, reader, { store, shell })
  const [unread, names] = await Promise.all([
    unreadIn(seen, reader, { store, marks, last }),
    isStaff(actor.role) && seen.some(({ conversation }) => conversation !== null)
      ? namesOfChildren(roster, shell)
      : new Map<Subject['child'], string>(),
  ])
  return seen.map(({ id, where, conversation }) => ({
    id,
    facility: where.facility,
    circle: where.circle,
    group: where.groups === 'all' ? null : (where.groups[0] ?? null),
    mode: where.mode,
    locked: roster.locked.has(id),
    opened: conversation?.opened ?? null,
    partner: conversation?.partner ?? null,
    subject: conversation === null ? null : subjectOf(conversation, where, { actor, roster, names }),
    last: last.get(id) ?? null,
    mark: markOf(id, marks.get(id)),
    unread: Math.min(mostUnread, unread.get(id) ?? 0),
  }))
}

/** Only staff reads a child's name and who its guardians are (K-38); a guardian has labels of its own. */
function subjectOf(
  { child }: ConversationDoc,
  { parties = [] }: ThreadPlace,
  { actor, roster, names }: { actor: Membership; roster: Roster; names: ReadonlyMap<string, string> },
): Subject | null {
  const known = roster.children.get(child)
  if (known === undefined) return null
  const staff = isStaff(actor.role)
  const guardians = parties.flatMap((id) => {
    const name = roster.names.get(roster.members.get(id)?.person as PersonId)
    return staff && name !== undefined ? [name] : []
  })
  return { child, sign: known.sign, group: known.group, name: staff ? (names.get(child) ?? null) : null, guardians }
}

async function marksOf(person: PersonId, seen: readonly Seen[], { marks }: ChatStore) {
  const docs = await marks.model.find({ person, thread: { $in: seen.map(({ id }) => id) } }).lean()
  return new Map(docs.map((doc) => [doc.thread, doc]))
}

async function newestIn(
  seen: readonly Seen[],
  { actor, roster, now }: Reader,
  { store, shell }: { store: ChatStore; shell: Shell },
): Promise<Map<ThreadId, Thread['last']>> {
  const found = await Promise.all(
    seen.map(({ id: thread, where }) =>
      store.messages.model
        .findOne({ thread, _id: { $gte: floorFor(actor, where, roster) }, ...shownAt(now) })
        .sort({ _id: -1 })
        .lean<MessageDoc>(),
    ),
  )
  const docs = found.filter((doc) => doc !== null)
  const reading = { store, sealer: shell.sealer, roster, now, repeats: () => false }
  const shown = await shownMessages(docs, reading)
  return new Map(shown.map((one) => [one.thread, one]))
}

interface Counting {
  readonly store: ChatStore
  readonly marks: ReadonlyMap<ThreadId, MarkDoc>
  readonly last: ReadonlyMap<ThreadId, Thread['last']>
}

/**
 * Neither own nor removed nor hidden, after the mark, and not beyond the newest that is shown with it: what is said meanwhile is told.
 * Own are those of all the person's hats.
 */
async function unreadIn(
  seen: readonly Seen[],
  { actor, roster, now }: Reader,
  { store, marks, last }: Counting,
): Promise<Map<ThreadId, number>> {
  const own = (roster.ofPerson.get(actor.person) ?? []).map(({ id }) => id)
  const after = seen.flatMap(({ id: thread, where }) => {
    const floor = floorFor(actor, where, roster)
    const upTo = marks.get(thread)?.upTo ?? null
    const newest = last.get(thread)?.id
    if (newest === undefined) return []
    const from = upTo === null || upTo < floor ? { $gte: floor } : { $gt: upTo }
    return [{ thread, _id: { ...from, $lte: newest } }]
  })
  if (after.length === 0) return new Map()
  const counted = await store.messages.model.aggregate<{ _id: ThreadId; n: number }>([
    { $match: { $or: after, author: { $nin: own }, ...visible, expiresAt: { $gt: now } } },
    { $group: { _id: '$thread', n: { $sum: 1 } } },
  ])
  return new Map(counted.map(({ _id, n }) => [_id, n]))
}
