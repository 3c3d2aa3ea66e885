import { acknowledge, deadlineAt, expiresBy, isOpen, may, type Membership } from '@morgenkreis/domain'
import {
  closePoll,
  listPolls,
  publishPoll,
  readPoll,
  removePoll,
  votePoll,
  type GonePoll,
  type Poll,
  type PollId,
} from '@morgenkreis/protocol'
import { plan } from '../../shell/plan.ts'
import { destinationKey, openPreview } from '../../shell/previews.ts'
import { orNotFound, orRefuse, Refused } from '../../shell/refused.ts'
import { inFacility, place } from '../../shell/registry.ts'
import { removing, shownAt, visible } from '../../shell/removal.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import { guardiansTold } from '../../shell/roster/together.ts'
import type { Feature } from '../../shell/shell.ts'
import { arriving } from './arriving.ts'
import { judgePolls } from './judging.ts'
import { ownVotes } from './own.ts'
import { restoringPolls } from './restoring.ts'
import { readingOf } from './returns.ts'
import { openPolls, whole, type PollDoc } from './store.ts'
import { openVotes } from './votes.ts'
import { voting } from './voting.ts'

const page = 50

/** What a Kita asks its families. */
export const polls: Feature = (shell) => {
  const store = openPolls(shell.database, shell.sealer)
  const votes = openVotes(shell.database, shell.sealer)

  const findPlace = async (id: string, deleted: object) => {
    const doc = await store.model
      .findOne({ _id: id as PollId, expiresAt: { $gt: shell.clock.now() }, heldUntil: null, ...deleted })
      .select('facility groups author expiresAt')
      .lean()
    return doc && { facility: doc.facility, groups: doc.groups, author: doc.author, expiresAt: doc.expiresAt }
  }
  const kind = { see: 'poll.read', modules: ['polls'] } as const
  // Removing one raises `decisions`, so a place may be remembered until they move.
  shell.place('poll', { ...kind, lasting: true, find: (id) => findPlace(id, { deletedAt: null }) })
  shell.place('poll-line', { ...kind, lasting: false, find: (id) => findPlace(id, {}) })

  shell.place('deleted-poll', {
    ...kind,
    lasting: false,
    find: async (id) => (await findPlace(id, {})) ?? shell.remembered('poll', id),
  })

  // Whatever the period, a poll lasts until its deadline, and its answers as long as it does.
  const kept = { module: 'polls', since: 'closesAt' } as const
  const hangsOn = { kind: 'poll', field: 'poll', isPart: true }
  shell.perishables.register('poll', { ...kept, collection: store.native })
  shell.perishables.register('poll-answer', { ...kept, collection: votes.answers.native, hangsOn })
  shell.perishables.register('poll-participation', {
    ...{ ...kept, collection: votes.participations.native, hangsOn, isTrace: true },
  })
  shell.perishables.register('poll-tally', {
    ...{ ...kept, collection: votes.tallies.native, isTrace: true },
    hangsOn: { ...hangsOn, field: '_id' },
  })

  const living = async (id: string) => orNotFound(await store.model.findOne({ _id: id as PollId, ...visible }).lean())
  const shownNow = async (refs: readonly string[], roster: Roster) =>
    store.shown(
      await store.model.find({ _id: { $in: refs as PollId[] }, ...shownAt(shell.clock.now()) }).lean(),
      roster,
    )
  const orGone = (shown: Poll | GonePoll | undefined) => {
    if (shown === undefined || 'gone' in shown) throw new Refused('gone')
    return shown
  }
  /** A poll as it is stored, and as it is read. */
  async function opened(id: string, roster: Roster): Promise<{ doc: PollDoc; poll: Poll }> {
    const doc = await living(id)
    return { doc, poll: orGone((await store.shown([doc], roster))[0]) }
  }
  /** The poll behind a request that was stored before. */
  const again = async (ref: string, roster: Roster) => orGone((await shownNow([ref], roster))[0])

  shell.on(publishPoll, {
    module: 'polls',
    where: ({ facility, groups }) => inFacility(facility, groups),
    run({ actor, id, now, audienceOf, roster }, { acknowledgement, ...entered }, where) {
      const closesAt = orRefuse(deadlineAt(entered.closesAt, now))
      const draft = { ...entered, id: id as PollId, author: actor.id, closesAt }
      const { facility, groups } = draft
      const wanted = {
        by: actor.id,
        destination: destinationKey({ kind: 'poll', facility, groups }),
        notice: 'announcement',
        audience: audienceOf('poll.published', where),
      } as const
      const passed = orRefuse(acknowledge(draft, wanted, openPreview(acknowledgement, shell.macs), now))
      const poll = whole({ ...passed, _id: passed.id, closedAt: null, at: now, v: 1 }, passed, roster)
      const begun = {
        _id: passed.id,
        facility,
        at: now,
        closesAt,
        expiresAt: expiresBy(roster.periods, 'polls', closesAt),
      }
      return plan(poll)
        .store(
          store.adding(passed, roster, now),
          ...(passed.anonymous ? [votes.opening(begun, passed.options.length)] : []),
        )
        .tell('poll.published', where, { ref: passed.id, v: 1, data: poll })
    },
    again: ({ roster }, ref) => again(ref, roster),
  })

  shell.on(listPolls, {
    module: 'polls',
    where: ({ facility }) => inFacility(facility),
    async run({ actor, roster, now }, { facility, before }) {
      const older = before === undefined ? {} : { _id: { $lt: before } }
      const filter: Record<string, unknown> = { facility, ...older, ...shownAt(now), ...readableBy(actor) }
      const found = await store.model
        .find(filter)
        .sort({ _id: -1 })
        .limit(page + 1)
        .lean()
      // The query narrows; the table of who may decides.
      const docs = found.filter((doc) => may(actor, 'poll.read', doc)).slice(0, page)
      const living = docs.filter(({ deletedAt }) => deletedAt === null)
      const own = await ownVotes(living, actor, { roster, votes })
      return { polls: await store.shown(docs, roster), own, more: found.length > page }
    },
  })

  shell.on(readPoll, {
    where: ({ poll }) => place('poll-line', poll),
    async run({ actor, roster, now }, { poll }) {
      const doc = orNotFound(await store.model.findOne({ _id: poll, ...shownAt(now) }).lean())
      const shown = orNotFound((await store.shown([doc], roster))[0])
      return 'gone' in shown ? shown : readingOf(doc, shown, { actor, roster, now, votes, shell })
    },
  })

  shell.on(votePoll, {
    where: ({ poll }) => place('poll', poll),
    async run({ actor, roster, now }, { poll: id, child, answer }, where) {
      const { doc, poll } = await opened(id, roster)
      const vote = await voting(doc, poll.options.length, { child, answer }, { actor, roster, now, votes })
      const [own] = await ownVotes([doc], actor, { roster, votes })
      const after = { child: child ?? null, voted: true, answer: doc.anonymous ? null : vote.answer }
      const others = own?.votes ?? []
      return plan({ poll: id, votes: others.map((one) => (one.child === after.child ? after : one)) })
        .store(...vote.writes)
        .tell('poll.voted', where, {
          ref: id,
          v: vote.v,
          data: { poll: id },
          members: await guardiansTold(vote.children, actor, shell.roster),
        })
    },
    // Decision 9: what was answered stands nowhere beside who answered, not as a hash either.
    known: ({ poll, child }) => ({ poll, child }),
    async again({ actor, roster }, ref) {
      const doc = await store.model.findOne({ _id: ref as PollId, ...visible }).lean()
      if (doc === null) throw new Refused('gone')
      const [own] = await ownVotes([doc], actor, { roster, votes })
      return own ?? { poll: ref as PollId, votes: [] }
    },
  })

  shell.on(closePoll, {
    where: ({ poll }) => place('poll', poll),
    async run({ roster, now }, { poll: id }, where) {
      const { doc, poll } = await opened(id, roster)
      if (!isOpen(doc, now)) throw new Refused('poll-closed')
      const { facility, v } = doc
      const closed = { ...poll, closedAt: now.toISOString(), v: v + 1 }
      return plan(closed)
        .store({ kind: 'update', collection: store.native, facility, id, v, set: { closedAt: now } })
        .tell('poll.closed', where, { ref: id, v: v + 1, data: closed })
        .decides()
    },
    again: ({ roster }, ref) => again(ref, roster),
  })

  shell.on(removePoll, {
    deletes: true,
    withdraws: true,
    where: ({ poll }) => place('poll', poll),
    async run({ actor, now }, { poll: id }, where) {
      // What is hidden is still its author's to withdraw.
      const doc = orNotFound(await store.model.findOne({ _id: id, deletedAt: null, heldUntil: null }).lean())
      const { facility, groups } = doc
      const set = removing(doc.author === actor.id ? 'author' : 'other', now)
      const v = doc.v + 1
      const line = { id, facility, groups, gone: set.gone, at: now.toISOString(), v } as GonePoll
      return plan(line)
        .store({ kind: 'update', collection: store.native, facility, id, v: doc.v, set })
        .tell('poll.removed', where, { ref: id, v, data: line })
        .decides()
    },
    async again({ roster }, ref) {
      const [line] = await shownNow([ref], roster)
      if (line === undefined || !('gone' in line)) throw new Refused('gone')
      return line
    },
  })

  restoringPolls(shell, store, again)
  judgePolls(shell, store)
  arriving(shell, store, votes)

  const livingAmong = async (refs: readonly string[], roster: Roster) => {
    const shown = await shownNow(refs, roster)
    return new Map(shown.flatMap((one) => ('gone' in one ? [] : [[one.id, one]])))
  }
  shell.readers.register('poll.published', livingAmong)
  shell.readers.register('poll.closed', livingAmong)
  shell.readers.register('poll.restored', livingAmong)
  shell.readers.register('poll.revealed', livingAmong)
  shell.readers.register('poll.voted', async (refs, roster) => {
    const polls = await livingAmong(refs, roster)
    return new Map([...polls.keys()].map((poll) => [poll, { poll }]))
  })
  shell.readers.register('poll.removed', async (refs, roster) => {
    const shown = await shownNow(refs, roster)
    return new Map(shown.flatMap((one) => ('gone' in one ? [[one.id, one]] : [])))
  })

  return [store, votes.answers, votes.participations, votes.tallies]
}

/** Narrows a list to what the caller may read: the council reads all, others what they share. */
const readableBy = ({ groups, role }: Membership) =>
  groups === 'all' || role === 'council' ? {} : { groups: { $in: ['all', ...groups] } }
