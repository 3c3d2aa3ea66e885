import {
  acknowledgeUnder,
  isEditable,
  mayRestore,
  overIn,
  silenced,
  speaks,
  type FacilityPlace,
  type UnderStanding,
} from '@morgenkreis/domain'
import {
  editMessage,
  removeMessage,
  restoreMessage,
  sendMessage,
  type ChatAcknowledgementId,
  type GoneMessage,
  type Groups,
  type MessageId,
  type ThreadId,
} from '@morgenkreis/protocol'
import { monthRef } from '../../shell/key-ref.ts'
import { plan } from '../../shell/plan.ts'
import { orNotFound, orRefuse, Refused } from '../../shell/refused.ts'
import { place, type FacilityContext } from '../../shell/registry.ts'
import { orGone, removing, restoring, shownAt, visible } from '../../shell/removal.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import { toSeal } from '../../shell/seal.ts'
import type { Shell } from '../../shell/shell.ts'
import { addingMessage, moduleOf, type InConversation, type MessageDraft } from './adding.ts'
import { readerIdsOf } from './places.ts'
import { heardByAll, type MessageReading } from './reading.ts'
import { quotationOf, quotedBy, whole } from './shown.ts'
import type { Standings } from './standing.ts'
import type { ChatStore, MessageDoc } from './store.ts'

interface Parts {
  readonly store: ChatStore
  readonly standings: Standings
  readonly reading: MessageReading
}

/** What people say in chats and conversations. */
export function serveMessages(shell: Shell, { store, standings, reading }: Parts): void {
  const { sealer } = shell
  const { model, native: collection } = store.messages
  const living = async (filter: Partial<Pick<MessageDoc, '_id' | 'thread'>>, now: Date, there: object = visible) =>
    orNotFound(await model.findOne({ ...filter, ...shownAt(now), ...there }).lean())

  /** Public threads pass the gate, under what their author acknowledged for them (decision 1). */
  async function pass<Draft extends object>(
    draft: Draft,
    { thread, under }: { thread: ThreadId; under: ChatAcknowledgementId | undefined },
    { actor, now, audienceOf }: FacilityContext,
    where: FacilityPlace,
  ): Promise<UnderStanding<Draft> | InConversation<Draft>> {
    if (where.circle === 'conversation') return { ...draft, circle: 'conversation', under: null, proof: null }
    const standing = under === undefined ? null : await standings.find(under, now)
    return orRefuse(
      acknowledgeUnder(draft, { by: actor.id, thread, audience: audienceOf('message.sent', where) }, standing),
    )
  }

  /** What a message says about the one that it answers, for everybody who hears its thread. */
  async function quoting(
    doc: Pick<MessageDoc, 'quotes'>,
    { now, roster, audienceOf }: FacilityContext,
    where: FacilityPlace,
  ) {
    const quoted = await quotedBy([doc], { store, now })
    await sealer.prepareToOpen([...quoted.values()].map(({ text }) => text))
    const repeats = (one: MessageDoc) =>
      where.circle === 'conversation' || heardByAll(one, audienceOf('message.sent', where).version)
    return quotationOf(doc, quoted, { sealer, roster, repeats })
  }

  shell.on(sendMessage, {
    where: ({ thread }) => place('thread', thread),
    async run(context, { thread, text, quotes = null, under }, where) {
      const { actor, id, now, roster } = context
      const answered = quotes === null ? null : roleOf((await living({ _id: quotes, thread }, now)).author, roster)
      const refusal =
        overIn(where) ?? speaks(where.mode ?? 'off', actor.role, answered) ?? silenceIn(thread, context, where)
      if (refusal !== null) throw new Refused(refusal)
      const draft: MessageDraft = {
        ...{ id: id as MessageId, facility: where.facility, thread, circle: where.circle ?? 'group' },
        groups: groupsOf(where),
        ...{ author: actor.id, text, quotes },
      }
      const passed = await pass(draft, { thread, under }, context, where)
      const doc = { ...draft, _id: draft.id, at: now, editedAt: null, v: 1 }
      const message = whole(doc, text, quotes === null ? null : await quoting(draft, context, where), roster)
      return plan(message)
        .store(addingMessage(passed, { periods: roster.periods, now }, store))
        .tell('message.sent', where, { ref: message.id, v: 1, data: message, members: membersIn(roster, where) })
    },
    again: reading.message,
  })

  shell.on(editMessage, {
    where: ({ message }) => place('message', message),
    async run(context, { message, text, under }, where) {
      const { now, roster } = context
      const doc = await living({ _id: message }, now)
      const refusal =
        overIn(where) ?? (where.mode === 'read-only' ? 'read-only' : silenceIn(doc.thread, context, where))
      if (refusal !== null) throw new Refused(refusal)
      if (!isEditable(doc.at, now)) throw new Refused('too-late')
      const { thread, facility, v: before } = doc
      const passed = await pass({}, { thread, under }, context, where)
      const v = before + 1
      const changed = whole({ ...doc, editedAt: now, v }, text, await quoting(doc, context, where), roster)
      const set = {
        text: toSeal(monthRef(facility, moduleOf(where), doc.at), text),
        ...{ editedAt: now, under: passed.under, proof: passed.proof },
      }
      return plan(changed)
        .store({ kind: 'update', collection, facility, id: message, v: before, set })
        .tell('message.edited', where, { ref: message, v, data: changed, members: membersIn(roster, where) })
    },
    again: reading.message,
  })

  shell.on(removeMessage, {
    deletes: true,
    withdraws: true,
    where: ({ message }) => place('message', message),
    async run({ actor, now, roster }, { message }, where) {
      // Hidden, it is still its author's to withdraw (K-81).
      const doc = await living({ _id: message }, now, { deletedAt: null })
      const { facility, thread, v: before } = doc
      const set = removing(doc.author === actor.id ? 'author' : 'other', now)
      const v = before + 1
      const line = { id: message, thread, gone: set.gone, at: now.toISOString(), v } as GoneMessage
      return plan(line)
        .store({ kind: 'update', collection, facility, id: message, v: before, set })
        .tell('message.removed', where, { ref: message, v, data: line, members: membersIn(roster, where) })
    },
    again: reading.line,
  })

  shell.on(restoreMessage, {
    where: ({ message }) => place('deleted-message', message),
    async run({ actor, now, roster }, { message }, where) {
      const doc = orGone(await model.findById(message).lean(), now)
      if (!mayRestore(actor, 'message.restore', where, doc.gone)) throw new Refused('forbidden')
      const { facility, thread, v: before } = doc
      const v = before + 1
      const restored = await reading.shownAgain({ ...doc, ...restoring, v }, { roster, now })
      const data = { message, thread, v }
      return plan(restored)
        .store({ kind: 'update', collection, facility, id: message, v: before, set: restoring })
        .tell('message.restored', where, { ref: message, v, data, members: membersIn(roster, where) })
    },
    again: reading.message,
  })
}

export const groupsOf = ({ groups }: FacilityPlace): Groups => (groups === 'all' ? 'all' : [...groups])

/** A conversation is told to those who take part, a chat to its rooms. */
export const membersIn = (roster: Roster, where: FacilityPlace) =>
  where.circle === 'conversation' ? readerIdsOf(roster, where) : []

/** Why nothing is said there now: the thread is locked, or its author muted. */
const silenceIn = (thread: ThreadId, { actor, roster, now }: FacilityContext, { circle }: FacilityPlace) =>
  silenced(actor, { circle, locked: roster.locked.has(thread) }, now)

const roleOf = (author: MessageDoc['author'], roster: Roster) =>
  (roster.members.get(author) ?? roster.former.get(author))?.role ?? 'guardian'
