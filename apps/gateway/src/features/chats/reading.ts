import { readsSince, type FacilityPlace, type Membership } from '@morgenkreis/domain'
import { listMessages, type GoneMessage, type Message, type MessageId } from '@morgenkreis/protocol'
import { Refused } from '../../shell/refused.ts'
import { place, type FacilityContext } from '../../shell/registry.ts'
import { shownAt } from '../../shell/removal.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'
import { shownMessages } from './shown.ts'
import type { ChatStore, MessageDoc } from './store.ts'

const page = 50

/** The smallest id that could have been made at this instant: what was said before it, somebody does not read. */
const floorOf = (ms: number): MessageId => {
  const hex = ms.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000` as MessageId
}

/** The first message that a membership may read in a thread (decision 4). */
export const floorFor = (who: Membership, { groups, circle }: FacilityPlace, roster: Roster): MessageId =>
  circle === 'conversation'
    ? floorOf(0)
    : floorOf(readsSince(who, groups === 'all' ? null : (groups[0] ?? null), roster.children))

/** A text is repeated only while everybody in the thread was in the audience that its author acknowledged (D-05). */
export const heardByAll = ({ proof }: MessageDoc, version: number): boolean =>
  proof === null || proof.audience >= version

/** Reads messages: page by page, one again, and what a room is told when it catches up. */
export function readMessages(shell: Shell, store: ChatStore) {
  const { sealer } = shell
  const { model } = store.messages

  /** For a room: quoted is what whoever was ever added to the facility may read. */
  function shown(docs: readonly MessageDoc[], roster: Roster, now: Date): Promise<(Message | GoneMessage)[]> {
    const newest = Math.max(0, ...Object.values(roster.added))
    return shownMessages(docs, { store, sealer, roster, now, repeats: (quoted) => heardByAll(quoted, newest) })
  }
  async function read(refs: readonly string[], roster: Roster, now: Date): Promise<(Message | GoneMessage)[]> {
    return shown(await model.find({ _id: { $in: refs as MessageId[] }, ...shownAt(now) }).lean(), roster, now)
  }

  shell.on(listMessages, {
    where: ({ thread }) => place('thread', thread),
    async run({ actor, roster, now }, { thread, before, after, around }, where) {
      const floor = floorFor(actor, where, roster)
      const find = async (range: Record<string, string>, order: 1 | -1, limit: number) => {
        const filter = { thread, _id: { $gte: floor, ...range }, ...shownAt(now) }
        const found = await model
          .find(filter)
          .sort({ _id: order })
          .limit(limit + 1)
          .lean()
        return {
          docs: order === 1 ? found.slice(0, limit) : found.slice(0, limit).reverse(),
          more: found.length > limit,
        }
      }
      const half = page / 2
      const back = after === undefined
      const older = back
        ? await find(around === undefined ? under(before) : { $lte: around }, -1, around === undefined ? page : half)
        : { docs: [], more: true }
      const from = after ?? around
      const newer =
        from === undefined ? { docs: [], more: before !== undefined } : await find({ $gt: from }, 1, back ? half : page)
      const docs = [...older.docs, ...newer.docs]
      const repeats = ({ _id }: MessageDoc) => _id >= floor
      const messages = await shownMessages(docs, { store, sealer, roster, now, repeats })
      return { messages, older: older.more, newer: newer.more, since: floor }
    },
  })

  for (const name of ['message.sent', 'message.edited', 'message.revealed'] as const)
    shell.readers.register(name, async (refs, roster) => {
      const shown = await read(refs, roster, shell.clock.now())
      return new Map(shown.flatMap((one) => ('gone' in one ? [] : [[one.id, one]])))
    })
  shell.readers.register('message.removed', async (refs, roster) => {
    const shown = await read(refs, roster, shell.clock.now())
    return new Map(shown.flatMap((one) => ('gone' in one ? [[one.id, one]] : [])))
  })

  shell.readers.register('message.restored', async (refs) => {
    const docs = await model.find({ _id: { $in: refs as MessageId[] }, deletedAt: null }).lean()
    return new Map(docs.map(({ _id: message, thread, v }) => [message as string, { message, thread, v }]))
  })

  return {
    /** One that is about to be there again. */
    async shownAgain(doc: MessageDoc, { roster, now }: { roster: Roster; now: Date }): Promise<Message> {
      const [shown] = await shownMessages([doc], { store, sealer, roster, now, repeats: () => false })
      if (shown === undefined || 'gone' in shown) throw new Refused('gone')
      return shown
    },
    shown,
    /** What a request made, as it is now. */
    async message({ roster, now }: FacilityContext, ref: string): Promise<Message> {
      const [shown] = await read([ref], roster, now)
      if (shown === undefined || 'gone' in shown) throw new Refused('gone')
      return shown
    },
    async line({ roster, now }: FacilityContext, ref: string): Promise<GoneMessage> {
      const [shown] = await read([ref], roster, now)
      if (shown === undefined || !('gone' in shown)) throw new Refused('gone')
      return shown
    },
  }
}

const under = (before: MessageId | undefined): Record<string, string> => (before === undefined ? {} : { $lt: before })
export type MessageReading = ReturnType<typeof readMessages>
