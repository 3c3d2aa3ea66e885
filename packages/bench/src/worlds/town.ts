import type {
  ChatMode,
  ChildId,
  FacilityId,
  GroupId,
  MembershipId,
  Module,
  PersonId,
  Right,
  Sign,
} from '@morgenkreis/protocol'
import { modules, signs } from '@morgenkreis/protocol'
import { idOf } from '@morgenkreis/world'
import type { Chance } from '../replay/chance.ts'

/** Somebody with one hat. */
export interface Somebody {
  readonly person: PersonId
  readonly as: MembershipId
  readonly name: string
}

export interface Kid {
  readonly id: ChildId
  readonly group: GroupId
  readonly name: string
  readonly sign: Sign
}

export interface Guardian extends Somebody {
  readonly household: 'a' | 'b' | null
}

/** `talks`: its guardians say things in public. Of the others no guardian knows more than that they are counted. */
export interface Family {
  readonly guardians: readonly Guardian[]
  readonly kids: readonly Kid[]
  readonly talks: boolean
}

export interface Employee extends Somebody {
  readonly role: 'admin' | 'educator'
  readonly groups: 'all' | readonly GroupId[]
  readonly rights: readonly Right[]
}

/** A small facility: one guardian is observed, and knows nothing of what others do. */
export interface Town {
  readonly world: number
  readonly facility: FacilityId
  readonly groups: readonly { id: GroupId; chat: ChatMode }[]
  readonly modules: readonly Module[]
  readonly staff: { readonly head: Employee; readonly team: Employee; readonly floater: Employee }
  readonly observed: Guardian
  /** The other guardian of the same children, if there is one. */
  readonly partner: Guardian | null
  readonly own: readonly Kid[]
  readonly families: readonly Family[]
}

// Far from the numbers that the demo world uses, and room for everybody of one facility.
const numberOf = (world: number, n: number) => 0x100_0000 + world * 0x40 + n

/** Hands out the people, children and groups of one world, each with a number of its own. */
class Registry {
  readonly #world: number
  readonly #chance: Chance
  #people = 0
  #kids = 0

  constructor(world: number, chance: Chance) {
    this.#world = world
    this.#chance = chance
  }

  somebody(name: string): Somebody {
    const n = numberOf(this.#world, (this.#people += 1))
    return { person: idOf('person', n), as: idOf('membership', n), name: `${name} ${this.#people}` }
  }

  kid(group: GroupId): Kid {
    this.#kids += 1
    const sign = this.#chance.oneOf(signs) ?? 'owl'
    return { id: idOf('child', numberOf(this.#world, this.#kids)), group, name: `Kind Nummer ${this.#kids}`, sign }
  }
}

const share = (chance: Chance, part: number) => chance.next() < part

export function townOf(world: number, chance: Chance): Town {
  const registry = new Registry(world, chance)
  const groups = [1, 2].map((n) => ({
    id: idOf('group', numberOf(world, n)),
    chat: chance.weighted({ open: 14, 'staff-led': 3, 'read-only': 2, off: 1 }),
  }))
  const [first, second] = groups.map(({ id }) => id) as [GroupId, GroupId]
  const anyGroup = () => (share(chance, 0.6) ? first : second)
  const own = [registry.kid(first), ...(share(chance, 0.25) ? [registry.kid(anyGroup())] : [])]
  const parting = chance.weighted({ alone: 3, together: 3, apart: 4 })
  const [observed, partner] = guardians(registry, parting)
  const families = Array.from({ length: 5 + chance.below(2) }, (_, n): Family => ({
    guardians: guardians(registry, chance.weighted({ alone: 6, together: 2, apart: 1 })),
    kids: Array.from({ length: share(chance, 0.2) ? 2 : 1 }, () => registry.kid(anyGroup())),
    talks: n < 2,
  }))
  return {
    world,
    facility: idOf('facility', numberOf(world, 1)),
    groups,
    modules: share(chance, 0.1) ? modules.filter((_, n) => n !== chance.below(modules.length)) : modules,
    staff: {
      head: { ...registry.somebody('Leitung'), role: 'admin', groups: 'all', rights: ['health', 'moderate'] },
      team: { ...registry.somebody('Fachkraft'), role: 'educator', groups: [first], rights: ['health', 'moderate'] },
      floater: { ...registry.somebody('Springer'), role: 'educator', groups: 'all', rights: [] },
    },
    observed,
    partner: partner ?? null,
    own,
    families,
  }
}

function guardians(registry: Registry, parting: 'alone' | 'together' | 'apart'): [Guardian, ...Guardian[]] {
  const first: Guardian = { ...registry.somebody('Mutter'), household: parting === 'apart' ? 'a' : null }
  if (parting === 'alone') return [first]
  return [first, { ...registry.somebody('Vater'), household: parting === 'apart' ? 'b' : null }]
}

/** Everybody who can do something. */
export const everybodyIn = ({ staff, observed, partner, families }: Town): Somebody[] => [
  ...Object.values(staff),
  observed,
  ...(partner === null ? [] : [partner]),
  ...families.flatMap(({ guardians }) => guardians),
]
