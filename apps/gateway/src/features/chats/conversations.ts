import { isStaff, overIn, type FacilityPlace } from '@morgenkreis/domain'
import {
  passConversation,
  startConversation,
  type MembershipId,
  type MessageId,
  type Partner,
  type ThreadId,
} from '@morgenkreis/protocol'
import { idBeside } from '../../shell/clock.ts'
import { plan } from '../../shell/plan.ts'
import { orNotFound, Refused } from '../../shell/refused.ts'
import { place, type FacilityContext } from '../../shell/registry.ts'
import { householdOf } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'
import { addingMessage } from './adding.ts'
import { groupsOf } from './messages.ts'
import { householdOfIds, householdsNow, placeOfConversation, readerIdsOf } from './places.ts'
import type { MessageReading } from './reading.ts'
import { whole } from './shown.ts'
import type { ChatStore, ConversationDoc } from './store.ts'

/** Conversations between the guardians of a child and a role: the team of its group, or the head. */
export function serveConversations(shell: Shell, store: ChatStore, reading: MessageReading): void {
  const { model, native: collection } = store.conversations

  shell.on(startConversation, {
    module: 'conversations',
    where: ({ child }) => place('child-here', child),
    async run(context, { child, partner: opened, household: named, text }, where) {
      const { actor, id, now, roster } = context
      const { facility } = where
      const wanted = isStaff(actor.role) ? (named ?? null) : householdOf(roster, actor.id, child)
      const household = householdOfIds(householdsNow(roster, child).get(wanted) ?? [])
      const open = await model.findOne({ child, household, opened }).lean()
      const fresh: ConversationDoc = {
        ...{ _id: idBeside(id) as ThreadId, facility, child, household },
        ...{ opened, partner: opened, v: 1, at: now },
      }
      const conversation = open ?? fresh
      const there = placeOfConversation(conversation, roster)
      if (there.parties?.length === 0 || !readerIdsOf(roster, there).includes(actor.id)) throw new Refused('forbidden')
      const thread = conversation._id
      const draft = { id: id as MessageId, facility, thread, author: actor.id, text, quotes: null }
      const message = whole({ ...draft, _id: draft.id, at: now, editedAt: null, v: 1 }, text, null, roster)
      const opening = { kind: 'insert', collection, facility, doc: fresh, unique: { child: 'try-again' } } as const
      return plan(message)
        .store(...(open === null ? [opening] : []))
        .store(
          addingMessage(
            { ...draft, groups: groupsOf(there), circle: 'conversation', under: null, proof: null },
            { periods: roster.periods, now },
            store,
          ),
        )
        .tell('message.sent', there, { ref: message.id, v: 1, data: message, members: readerIdsOf(roster, there) })
    },
    again: reading.message,
  })

  shell.on(passConversation, {
    where: ({ thread }) => place('thread', thread),
    async run({ roster }, { thread, partner }, where) {
      const doc = orNotFound(await model.findById(thread).lean())
      const over = overIn(where)
      if (over !== null) throw new Refused(over)
      const data = { thread, partner, v: doc.v + 1 }
      const { facility, v } = doc
      return plan(data)
        .store({ kind: 'update', collection, facility, id: thread, v, set: { partner } })
        .tell('conversation.passed', where, {
          ref: thread,
          v: data.v,
          data,
          members: bothSides(doc, partner, { roster }),
        })
    },
    again: async (_context, ref) => orNotFound((await passed([ref])).get(ref)),
  })

  async function passed(refs: readonly string[]) {
    const docs = await model.find({ _id: { $in: refs as ThreadId[] } }).lean()
    return new Map(docs.map(({ _id, partner, v }) => [_id as string, { thread: _id, partner, v }]))
  }
  shell.readers.register('conversation.passed', (refs) => passed(refs))
}

/** Whoever read it before, and whoever reads it from now on. */
function bothSides(
  doc: ConversationDoc,
  partner: Partner,
  { roster }: Pick<FacilityContext, 'roster'>,
): MembershipId[] {
  const places: FacilityPlace[] = [placeOfConversation(doc, roster), placeOfConversation({ ...doc, partner }, roster)]
  return [...new Set(places.flatMap((where) => readerIdsOf(roster, where)))]
}
