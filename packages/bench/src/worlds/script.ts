import type {
  AnnouncementId,
  CommentId,
  Confirmation,
  Destination,
  GroupId,
  Groups,
  InputOf,
  MessageId,
  OperationName,
  PollId,
  ThreadId,
} from '@morgenkreis/protocol'
import { Chance } from '../replay/chance.ts'
import type { Twin } from './beginning.ts'
import { idOfMoment, type Moment } from './clock.ts'
import type { Family, Somebody, Town } from './town.ts'

/** What was remembered of earlier replies, under the name that a command gave it. */
export type Kept = (name: string) => string

/** One call of somebody. */
export interface Command {
  readonly who: Somebody
  readonly name: OperationName
  readonly input: (kept: Kept) => object
  /** It passes the gate there: its author sees the audience first, and says yes. */
  readonly gate?: Destination
  /** What to remember of the reply. */
  readonly keep?: { readonly as: string; readonly of: (data: never) => string | undefined }
}

export function does<Name extends OperationName>(
  who: Somebody,
  name: Name,
  input: InputOf<Name> | ((kept: Kept) => InputOf<Name>),
  more: Pick<Command, 'gate' | 'keep'> = {},
): Command {
  return { who, name, input: (kept) => (typeof input === 'function' ? input(kept) : input), ...more }
}

/** What happens next, in a world and in its twin. Where they differ, the observed guardian may notice nothing of it. */
export interface Step {
  readonly commands: Readonly<Record<Twin, readonly Command[]>>
  readonly hidden: boolean
  /** Milliseconds after the beginning of the step: hidden things happen at another time in the twin. */
  readonly late: Readonly<Record<Twin, number>>
}

interface Posted {
  readonly id: AnnouncementId
  readonly groups: Groups
  readonly author: Somebody
  readonly confirmation: Confirmation | null
}
interface Said<Id> {
  readonly id: Id
  readonly author: Somebody
}
export interface Asked {
  readonly id: PollId
  readonly groups: Groups
  readonly per: 'child' | 'family'
  readonly kind: 'one' | 'several' | 'text'
  readonly options: number
  readonly anonymous: boolean
  readonly totals: boolean
}

/** What everybody may see that was put up so far. */
export interface Board {
  readonly announcements: Posted[]
  readonly comments: (Said<CommentId> & { readonly under: AnnouncementId })[]
  readonly messages: (Said<MessageId> & { readonly group: GroupId })[]
  readonly polls: Asked[]
}

const stepMs = 2_000
/** Hidden things lie so much apart in the twins, at most. */
const mostLateMs = 1_500

/** What one side of a hidden step goes by: chance of its own, and the ids that its commands will make. */
export interface Cue {
  readonly script: Script
  readonly chance: Chance
  readonly made: (command: number, drawn?: number) => string
}

/** The commands of a world and its twin, in the making. */
export class Script {
  readonly town: Town
  readonly chance: Chance
  readonly begin: Date
  readonly steps: Step[] = []
  readonly board: Board = { announcements: [], comments: [], messages: [], polls: [] }
  /** The conversation of the observed guardian. */
  talk: ThreadId | null = null
  /** Families whose child left in one of the twins. */
  readonly left = new Set<Family>()
  /** What was reported and settled: nobody reports the same thing twice. */
  readonly judged = new Set<string>()
  #names = 0

  constructor(town: Town, chance: Chance, begin: Date) {
    this.town = town
    this.chance = chance
    this.begin = begin
  }

  /** When a command is called; the even calls are for previews. */
  moment(step: number, command: number, late: number, preview = false): Moment {
    const at = new Date(this.begin.getTime() + (step + 1) * stepMs + late)
    return { world: this.town.world, step, call: command * 2 + (preview ? 0 : 1), at }
  }

  /** What a command of the next step makes, if both twins do it alike. */
  made(command = 0, drawn = 0): string {
    return idOfMoment(this.moment(this.steps.length, command, 0), drawn)
  }

  name(of: string): string {
    return `${of} ${(this.#names += 1)}`
  }

  both(...commands: readonly Command[]): void {
    this.steps.push({ commands: { a: commands, b: commands }, hidden: false, late: { a: 0, b: 0 } })
  }

  /** Something of which the observed guardian notices nothing, whatever it is. */
  apart(makes: Readonly<Record<Twin, (cue: Cue) => readonly Command[]>>): void {
    const late = { a: 1 + this.chance.below(mostLateMs), b: 1 + this.chance.below(mostLateMs) }
    const step = this.steps.length
    const side = (twin: Twin) => {
      const made = (command: number, drawn = 0) => idOfMoment(this.moment(step, command, late[twin]), drawn)
      return makes[twin]({ script: this, chance: new Chance(this.chance.below(2 ** 32)), made })
    }
    this.steps.push({ commands: { a: side('a'), b: side('b') }, hidden: true, late })
  }

  /** The families of whom something may be wanted that has to succeed. */
  others(): Family[] {
    return this.town.families.filter((family) => !this.left.has(family))
  }
}

/** What an earlier command did not leave is named by the id of nothing. */
export const nothing = '018cc251-f4ff-7000-8000-000000000000'

/** Some of them, in any order. */
export function someOf<Item>(items: readonly Item[], count: number, chance: Chance): Item[] {
  const rest = [...items]
  return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(chance.below(rest.length), 1)[0]!)
}

const words = [
  ...[
    'heute',
    'morgen',
    'bitte',
    'Danke',
    'Gummistiefel',
    'Wald',
    'Jacke',
    'abholen',
    'Oma',
    'später',
    'gern',
    'nicht',
  ],
  ...[
    'Laterne',
    'Kuchen',
    'Fieber',
    'Arzt',
    'Turnbeutel',
    'Ausflug',
    'müde',
    'Frühstück',
    'Bus',
    'Regen',
    'Sonne',
    'Schuhe',
  ],
]

/** Some words in a row. */
export const sentence = (chance: Chance, most = 12): string =>
  Array.from({ length: 1 + chance.below(most) }, () => chance.oneOf(words)).join(' ')

export const often = (chance: Chance, part: number): boolean => chance.next() < part
