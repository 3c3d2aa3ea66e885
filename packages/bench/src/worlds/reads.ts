import type {
  AnnouncementId,
  ChildId,
  Cursor,
  InputOf,
  MessageId,
  OperationName,
  PollId,
  ThreadId,
} from '@morgenkreis/protocol'
import { Chance } from '../replay/chance.ts'
import { idOfMoment } from './clock.ts'
import type { Ask, Received } from './ask.ts'
import { does, nothing, someOf, type Command, type Script } from './script.ts'
import type { Guardian } from './town.ts'
import type { World } from './world.ts'

/** Everything in each world, or some of it: over many worlds that is everything, too. */
export type Thoroughness = 'some' | 'all'
const counts = { some: { pages: 6, refused: 1, probes: 1 }, all: { pages: 100, refused: 100, probes: 100 } } as const

/** The observed guardian reads what there is to read, and tries what is not for guardians. */
export async function readEverything(
  world: World,
  ask: Ask,
  thoroughness: Thoroughness,
): Promise<{ received: Received; rooms: readonly Cursor[] }> {
  const { script, town } = world
  const { observed } = town
  const received: [string, string][] = []
  const step = script.steps.length
  let calls = 0
  const read = async <Name extends OperationName>(name: Name, input: InputOf<Name>) => {
    const label = `read ${calls} ${name}`
    const reply = await ask(script.moment(step, (calls += 1), 0), observed, name, input)
    received.push([label, JSON.stringify(reply)])
    return reply
  }
  const listed = await read('room.list', {})
  const rooms = listed.ok ? listed.data.rooms : []
  await read('room.sync', { cursors: rooms.map((cursor) => ({ ...cursor, seq: 0 })) })
  const chance = new Chance(world.seed)
  const { pages, refused, probes } = counts[thoroughness]
  const reads = [
    ...someOf(pagesOf(world), pages, chance),
    ...someOf(refusedReads(world), refused, chance),
    ...someOf(probing(world, chance), probes, chance),
  ]
  for (const { name, input } of reads) await read(name, input(() => '') as never)
  return { received, rooms }
}

/** Every page of a guardian. */
function pagesOf({ script: { board, talk }, town }: World): Command[] {
  const { observed, facility, groups, own } = town
  const read = <Name extends OperationName>(name: Name, input: InputOf<Name>) => does(observed, name, input)
  const chat = groups[0]!.id as string as ThreadId
  const children = own.map(({ id }) => id)
  return [
    read('session.read', {}),
    read('facility.read', { facility }),
    read('announcement.list', { facility }),
    read('announcement.unopened', { facility }),
    ...board.announcements
      .slice(-1)
      .flatMap(({ id: announcement }) => [
        read('announcement.read', { announcement }),
        read('comment.list', { announcement }),
        read('audience.preview', { destination: { kind: 'comment', announcement }, language: 'de' }),
      ]),
    read('confirmation.list', { facility }),
    read('thread.list', { facility }),
    read('thread.read', { thread: chat }),
    ...[chat, ...(talk === null ? [] : [talk])].map((thread) => read('message.list', { thread })),
    read('poll.list', { facility }),
    ...board.polls.slice(-1).map(({ id: poll }) => read('poll.read', { poll })),
    read('sick-note.list', { facility, children }),
    read('absence.list', { facility, children }),
    read('trash.list', { facility }),
    read('account.read-own', {}),
    read('report.kept', {}),
    read('push.list', {}),
  ]
}

/** What answers a guardian nothing: the answers are the same, whatever there is that is not theirs. */
function refusedReads({ script, town: { observed, facility } }: World): Command[] {
  const [{ id: announcement } = { id: nothing as AnnouncementId }] = script.board.announcements
  return [
    does(observed, 'membership.list', { facility }),
    does(observed, 'child.list', { facility }),
    does(observed, 'presence.list', { facility }),
    does(observed, 'report.waiting', { facility }),
    does(observed, 'report.list', { facility }),
    does(observed, 'audit.list', { facility, on: script.begin.toISOString().slice(0, 10) }),
    does(observed, 'schedule.list', { facility }),
    does(observed, 'announcement.progress', { announcement }),
    does(observed, 'announcement.reach', { announcement }),
    does(observed, 'retention.read', { facility }),
    does(observed, 'sick-note.list', { facility }),
    does(observed, 'absence.list', { facility }),
  ]
}

/** Tries at what others made, by its true id. */
function probing({ script, town }: World, chance: Chance): Command[] {
  const { observed, facility } = town
  const { kids, guardians } = chance.oneOf(town.families)!
  const [child, other] = [kids[0]!.id, guardians[0]!]
  const thread = hiddenIds(script, 'conversation.start', 1)[0] as ThreadId | undefined
  const message = hiddenIds(script, 'conversation.start', 0)[0] as MessageId | undefined
  const waiting = hiddenIds(script, 'announcement.publish', 0)[0] as AnnouncementId | undefined
  return [
    ...(thread && message
      ? [
          does(observed, 'thread.read', { thread }),
          does(observed, 'message.list', { thread }),
          does(observed, 'message.remove', { message }),
          does(observed, 'report.file', { thing: { kind: 'message', ref: message }, reason: 'other' }),
        ]
      : []),
    ...(waiting ? [does(observed, 'announcement.read', { announcement: waiting })] : []),
    does(observed, 'member.unmute', { membership: other.as }),
    ...script.board.polls.slice(-1).map(({ id }) => voteFor(observed, id, child)),
    ...script.board.announcements
      .filter(({ confirmation }) => confirmation !== null)
      .map(({ id }) => does(observed, 'announcement.confirm', { announcement: id, child })),
    does(observed, 'sick-note.list', { facility, children: [child] }),
    does(observed, 'absence.list', { facility, children: [child] }),
    does(observed, 'conversation.start', { child, partner: 'team', text: 'Hallo?' }),
  ]
}

/** What hidden commands of this name make in the world; in its twin it may not exist. */
const hiddenIds = (script: Script, name: OperationName, drawn: number): string[] =>
  script.steps.flatMap(({ commands, hidden, late }, step) =>
    commands.a.flatMap((command, index) =>
      hidden && command.name === name ? [idOfMoment(script.moment(step, index, late.a), drawn)] : [],
    ),
  )

const voteFor = (observed: Guardian, poll: PollId, child: ChildId) =>
  does(observed, 'poll.vote', { poll, child, answer: { choices: [0] } })
