import { acknowledge, expiresBy, may, roomsTold, type Acknowledged } from '@morgenkreis/domain'
import {
  acknowledgeThread,
  listThreads,
  markThread,
  readThread,
  typeInThread,
  type ChatAcknowledgementId,
  type FacilityId,
  type ThreadId,
} from '@morgenkreis/protocol'
import { plan } from '../../shell/plan.ts'
import { destinationKey, openPreview } from '../../shell/previews.ts'
import { orNotFound, orRefuse } from '../../shell/refused.ts'
import { inFacility, place, type FacilityContext } from '../../shell/registry.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'
import { moduleOf } from './adding.ts'
import { membersIn } from './messages.ts'
import { findThread, placeOfConversation, roomOfRoster } from './places.ts'
import type { Standings } from './standing.ts'
import type { AcknowledgementDoc, ChatStore } from './store.ts'
import { markOf, viewThreads, type Seen } from './views.ts'

/** Threads: which there are, how far they were read, and what was acknowledged for them. */
export function serveThreads(shell: Shell, store: ChatStore, standings: Standings): void {
  shell.on(listThreads, {
    where: ({ facility }) => inFacility(facility),
    async run(context, { facility }) {
      return { threads: await viewThreads(await openTo(context, facility), context, { store, shell }) }
    },
  })

  shell.on(readThread, {
    where: ({ thread }) => place('thread', thread),
    async run(context, { thread: id }, where) {
      const conversation = where.circle === 'conversation' ? await store.conversations.model.findById(id).lean() : null
      const seen = { id, where: orNotFound(await findThread(id, context.roster, store)), conversation }
      const thread = orNotFound((await viewThreads([seen], context, { store, shell }))[0])
      if (conversation !== null) return { thread, audience: null, acknowledgement: null }
      const audience = context.audienceOf('message.sent', where)
      const asked = { membership: context.actor.id, thread: id, now: context.now }
      return { thread, audience, acknowledgement: (await standings.holding(asked, audience))?.id ?? null }
    },
  })

  shell.on(acknowledgeThread, {
    where: ({ thread }) => place('thread', thread),
    run({ actor, id, now, audienceOf, roster }, { thread, acknowledgement }, where) {
      const audience = audienceOf('message.sent', where)
      const wanted = {
        by: actor.id,
        destination: destinationKey({ kind: 'chat', thread }),
        notice: 'chat',
        audience,
      } as const
      const standing = orRefuse(
        acknowledge({ id: id as ChatAcknowledgementId, thread }, wanted, openPreview(acknowledgement, shell.macs), now),
      )
      const { families, staff, audience: version } = standing.proof
      const answer = { id: standing.id, thread, audience: { families, staff, version } }
      const unique = { membership: 'acknowledgement-used', 'proof.preview': 'acknowledgement-used' } as const
      const doc = rowOf(standing, { facility: where.facility, membership: actor.id, now, roster })
      return plan(answer)
        .store({ kind: 'insert', collection: store.acknowledgements.native, facility: where.facility, doc, unique })
        .tell('thread.acknowledged', where, { ref: standing.id, v: 1, data: answer, members: [actor.id] })
    },
    again: async (_context, ref) => orNotFound((await acknowledged([ref])).get(ref)),
  })

  shell.on(markThread, {
    where: ({ thread }) => place('thread', thread),
    async run({ actor, id, now, roster }, { thread, upTo, unread }, where) {
      const { facility, circle = 'group' } = where
      const { person } = actor
      const doc = await store.marks.model.findOne({ person, thread }).lean()
      // I7: a device that was off does not take back what another has read.
      const furthest = [doc?.upTo, upTo].reduce((one, other) => ((one ?? '') > (other ?? '') ? one : other)) ?? null
      const mark = { thread, upTo: furthest, unread, v: (doc?.v ?? 0) + 1 }
      const expiresAt = expiresBy(roster.periods, moduleOf(where), now)
      const set = { upTo: furthest, unread, circle, at: now, expiresAt }
      const collection = store.marks.native
      const members = (roster.ofPerson.get(person) ?? []).map((hat) => hat.id)
      const ref = doc?._id ?? id
      return plan(mark)
        .store(
          doc === null
            ? {
                kind: 'insert',
                collection,
                facility,
                doc: { _id: id, facility, person, thread, ...set, v: 1 },
                unique: { person: 'try-again' },
              }
            : { kind: 'update', collection, facility, id: doc._id, v: doc.v, set },
        )
        .tell('thread.marked', where, { ref, v: mark.v, data: mark, members })
    },
    again: async (_context, ref) => orNotFound((await marked([ref])).get(ref)),
  })

  shell.on(typeInThread, {
    where: ({ thread }) => place('thread', thread),
    run({ actor, roster }, { thread }, where) {
      const rooms = roomsTold('message.sent', where, membersIn(roster, where))
      shell.signal({ facility: where.facility, rooms, thread, by: actor.id })
      return Promise.resolve({})
    },
  })

  /** Every thread that the table lets the caller read, of modules that are on. */
  async function openTo({ actor, roster }: FacilityContext, facility: FacilityId): Promise<Seen[]> {
    const { modules, groups } = roster.facility
    const rooms = modules.includes('chat') ? [...groups.map(({ id }) => id as string), facility as string] : []
    const talks = modules.includes('conversations') ? await store.conversations.model.find({ facility }).lean() : []
    const seen = [
      ...rooms.flatMap((id) => {
        const where = roomOfRoster(id, roster)
        return where === null || where.mode === 'off' ? [] : [{ id: id as ThreadId, where, conversation: null }]
      }),
      ...talks.map((conversation) => ({
        id: conversation._id,
        where: placeOfConversation(conversation, roster),
        conversation,
      })),
    ]
    return seen.filter(({ where }) => may(actor, 'thread.read', where))
  }

  async function acknowledged(refs: readonly string[]) {
    const docs = await store.acknowledgements.model.find({ _id: { $in: refs as ChatAcknowledgementId[] } }).lean()
    return new Map<
      string,
      { id: ChatAcknowledgementId; thread: ThreadId; audience: { families: number; staff: number; version: number } }
    >(
      docs.map(({ _id: id, thread, proof: { families, staff, audience: version } }) => [
        id,
        { id, thread, audience: { families, staff, version } },
      ]),
    )
  }
  async function marked(refs: readonly string[]) {
    const docs = await store.marks.model.find({ _id: { $in: [...refs] } }).lean()
    return new Map(docs.map((doc) => [doc._id, markOf(doc.thread, doc)]))
  }
  shell.readers.register('thread.acknowledged', (refs) => acknowledged(refs))
  shell.readers.register('thread.marked', (refs) => marked(refs))
}

const rowOf = (
  { id: _id, thread, proof }: Acknowledged<{ id: ChatAcknowledgementId; thread: ThreadId }>,
  {
    facility,
    membership,
    now,
    roster,
  }: Pick<AcknowledgementDoc, 'facility' | 'membership'> & { now: Date; roster: Roster },
): AcknowledgementDoc => {
  const expiresAt = expiresBy(roster.periods, 'chat', now)
  return { _id, facility, membership, thread, proof, v: 1, at: now, expiresAt }
}
