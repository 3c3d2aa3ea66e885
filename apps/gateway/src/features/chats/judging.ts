import type { MessageId } from '@morgenkreis/protocol'
import { still, type Turning } from '../../shell/moderated.ts'
import type { Plan } from '../../shell/plan.ts'
import { settling, shownAt } from '../../shell/removal.ts'
import { audienceIn, type Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'
import { membersIn } from './messages.ts'
import { findThread, type ThreadPlace } from './places.ts'
import { heardByAll, type MessageReading } from './reading.ts'
import type { ChatStore, MessageDoc } from './store.ts'

/** How reported messages of group chats are judged, and how a law locks one, there or in a conversation. */
export function judgeMessages(shell: Shell, store: ChatStore, reading: MessageReading): void {
  const { messages } = store
  async function found(refs: readonly string[], roster: Roster): Promise<InThread[]> {
    const filter = { _id: { $in: refs as MessageId[] }, ...shownAt(shell.clock.now()) }
    const docs = await messages.model.find(filter).lean<MessageDoc[]>()
    const placed = await Promise.all(
      docs.map(async (doc) => ({ doc, where: await findThread(doc.thread, roster, store) })),
    )
    return placed.flatMap(({ doc, where }) => (where === null || where.off === true ? [] : [{ doc, where }]))
  }

  const living = async (refs: readonly string[], roster: Roster) =>
    (await found(refs, roster)).filter(({ doc, where }) => doc.deletedAt === null && where.circle === 'group')

  shell.moderated.register('message', {
    modules: ['chat'],
    async read(refs, roster) {
      const here = await living(refs, roster)
      const opened = await reading.shown(
        here.map(({ doc }) => ({ ...doc, hiddenAt: null })),
        roster,
        shell.clock.now(),
      )
      return opened.flatMap((one) => {
        const { doc, where } = still(here.find(({ doc: { _id } }) => _id === one.id))
        if ('gone' in one) return []
        const groups = where.groups === 'all' ? 'all' : [...where.groups]
        const said = { title: null, text: one.text, at: doc.at, hidden: (doc.hiddenAt ?? null) !== null }
        return [{ ref: one.id, groups, author: doc.author, ...said, announcement: null, thread: doc.thread }]
      })
    },
    turn: async (plan, ref, turn) => turned(plan, still((await living([ref], turn.roster))[0]), turn),
  })

  // What lies in the trash can be locked, too. Only who reads a thread comes this far: nobody locks unread (decision 0019).
  shell.holdables.register('message', {
    place: 'message-line',
    collection: messages.native,
    async hold(plan, ref, { heldUntil, roster, now }) {
      const held = await turned(plan, still((await found([ref], roster))[0]), { to: { heldUntil }, roster, now })
      return held.leavesNothing()
    },
  })

  async function turned<Output>(plan: Plan<Output>, { doc, where }: InThread, { to, roster, now }: Turning) {
    const { _id: ref, facility, v: before } = doc
    const set = settling(to, doc, now)
    const v = before + 1
    const data = still((await reading.shown([{ ...doc, ...set, v }], roster, now))[0])
    plan.store({ kind: 'update', collection: messages.native, facility, id: ref, v: before, set })
    if ('gone' in data) return plan.tell('message.removed', where, { ref, v, data, members: membersIn(roster, where) })
    // Decision 4: who was added since hears that something is there again, and reads it only if it is theirs to read.
    const isForAll = heardByAll(doc, audienceIn(roster, 'message.revealed', where).version)
    const { thread } = doc
    return isForAll
      ? plan.tell('message.revealed', where, { ref, v, data })
      : plan.tell('message.restored', where, { ref, v, data: { message: ref, thread, v } })
  }
}

/** A message, and the thread in which it stands. */
interface InThread {
  readonly doc: MessageDoc
  readonly where: ThreadPlace
}
