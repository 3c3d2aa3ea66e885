import type { OperationName, PersonId, Reply, RequestId } from '@morgenkreis/protocol'
import type { PushDevice } from '@morgenkreis/sandbox'
import type { Ask, Received } from './ask.ts'
import type { Twin } from './beginning.ts'
import { idOfMoment, type Moment, type WorldClock } from './clock.ts'
import { Ear } from './ear.ts'
import type { House } from './pair.ts'
import { readEverything, type Thoroughness } from './reads.ts'
import { subscribe } from './rings.ts'
import { nothing, type Command } from './script.ts'
import type { World } from './world.ts'

export interface Played {
  readonly received: Received
  /** How each command ended that both twins do alike: `ok`, or its refusal. */
  readonly public: readonly string[]
  /** The same of hidden ones. */
  readonly hidden: readonly string[]
}

export type Tokens = ReadonlyMap<PersonId, string>

const mostTries = 20

/** Asks in a house, as everybody in it. */
export function askIn({ house, clock, tokens }: Pick<Stage, 'house' | 'clock' | 'tokens'>): Ask {
  return async (moment, { person, as }, name, input) => {
    const call = { as, request: idOfMoment(moment, 15) as RequestId, input }
    const visitor = { token: tokens.get(person) ?? null, address: '127.0.0.1' }
    for (let tries = 1; ; tries += 1) {
      const reply = await clock.during(moment, () => house.door.call(name, call, visitor))
      // As every client does: so many worlds at once, and somebody else's decision came in between.
      if (reply.ok || reply.error.code !== 'try-again' || tries === mostTries) return reply
    }
  }
}

/** Plays a world, or its twin, in its house; then the observed guardian reads everything. */
export async function play(world: World, twin: Twin, stage: Stage): Promise<Played> {
  const { house, tokens, reads, device } = stage
  const { town } = world
  const ask = askIn(stage)
  const ear = await Ear.open(house.port, tokens.get(town.observed.person)!)
  try {
    if (device) await subscribe(device, world, ask)
    const told = await playSteps(world, twin, ask)
    const read = await readEverything(world, ask, reads)
    const live = await ear.all(read.rooms)
    return { received: [...told.received, ...read.received, ...live], public: told.public, hidden: told.hidden }
  } finally {
    ear.close()
  }
}

export interface Stage {
  readonly house: House
  readonly clock: WorldClock
  readonly tokens: Tokens
  readonly reads: Thoroughness
  /** That of the observed guardian, where it rings. */
  readonly device: PushDevice | null
}

async function playSteps({ script, town: { observed } }: World, twin: Twin, ask: Ask): Promise<Played> {
  const kept = new Map<string, string>()
  const received: [string, string][] = []
  const ended = { public: [] as string[], hidden: [] as string[] }
  for (const [step, { commands, hidden, late }] of script.steps.entries()) {
    for (const [index, command] of commands[twin].entries()) {
      const moment = (preview: boolean) => script.moment(step, index, late[twin], preview)
      const reply = await performed(command, kept, { ask, moment })
      ended[hidden ? 'hidden' : 'public'].push(`${step} ${command.name} ${reply.ok ? 'ok' : reply.error.code}`)
      if (command.who === observed) received.push([`${step} ${command.name}`, JSON.stringify(reply)])
    }
  }
  return { received, ...ended }
}

interface Performing {
  readonly ask: Ask
  readonly moment: (preview: boolean) => Moment
}

async function performed(
  { who, name, input, gate, keep }: Command,
  kept: Map<string, string>,
  { ask, moment }: Performing,
): Promise<Reply<OperationName>> {
  const whole = { ...input((key) => kept.get(key) ?? nothing) } as Record<string, unknown>
  if (gate !== undefined) {
    const preview = await ask(moment(true), who, 'audience.preview', { destination: gate, language: 'de' })
    if (!preview.ok) return preview
    whole['acknowledgement'] = { preview: preview.data.token, accepted: true }
  }
  const reply = await ask(moment(false), who, name, whole as never)
  const value = reply.ok ? keep?.of(reply.data as never) : undefined
  if (keep !== undefined && value !== undefined) kept.set(keep.as, value)
  return reply
}
