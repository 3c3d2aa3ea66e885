import type { FacilityPlace } from '@morgenkreis/domain'
import type { ChildId } from '@morgenkreis/protocol'
import type { Found, PassingPlace, PlaceKindOf, PlaceRef } from './registry.ts'
import { hasGroups, type Roster } from './roster/roster.ts'

const mostRemembered = 10_000

/** For what a place is looked for: a change is decided anew if decisions moved meanwhile, a read is not, unless one follows. */
export interface Purpose {
  readonly now: Date
  readonly decidedAgain: boolean
}

/** Finds where operations happen, in the facility of the caller: what is elsewhere is not found. */
export class Places {
  readonly #kinds: ReadonlyMap<string, PlaceKindOf>
  readonly #remembered = new Map<string, { place: PassingPlace; decisions: number }>()

  constructor(kinds: ReadonlyMap<string, PlaceKindOf>) {
    this.#kinds = kinds
  }

  /** Null where there is no such place in this facility. At once where it is at hand. */
  find(ref: PlaceRef, roster: Roster, purpose: Purpose): Found | null | Promise<Found | null> {
    if ('ids' in ref) return ofChildren(ref.ids, roster)
    if (ref.kind === 'facility') return inFacility(ref, roster)
    const kind = this.#kinds.get(ref.kind)
    if (kind === undefined) throw new Error(`no feature knows the place ${ref.kind}`)
    const remembered = kind.lasting && purpose.decidedAgain ? this.#remembered.get(keyOf(ref)) : undefined
    return remembered?.decisions === roster.decisions
      ? found(remembered.place, kind, roster, purpose)
      : this.#look(ref, kind, roster, purpose)
  }

  /** From the answer to a decision on nothing is remembered from before it, whatever roster is at hand (D-08). */
  forget(): void {
    this.#remembered.clear()
  }

  /** What is remembered may be out of date; a commit that relied on it then finds other decisions than these. */
  async #look(ref: ThingRef, kind: PlaceKindOf, roster: Roster, purpose: Purpose): Promise<Found | null> {
    const place = await kind.find(ref.id, roster)
    // The decisions of another facility say nothing about this place.
    if (place !== null && place.facility === roster.facility.id && kind.lasting) this.#remember(ref, place, roster)
    return found(place, kind, roster, purpose)
  }

  #remember(ref: ThingRef, place: PassingPlace, { decisions }: Roster): void {
    if (this.#remembered.size >= mostRemembered) this.#remembered.clear()
    this.#remembered.set(keyOf(ref), { place, decisions })
  }
}

type ThingRef = Extract<PlaceRef, { id: string }>

const keyOf = ({ kind, id }: ThingRef) => `${kind}:${id}`

function found(place: PassingPlace | null, kind: PlaceKindOf, roster: Roster, { now }: Purpose): Found | null {
  if (place === null || place.facility !== roster.facility.id || isOver(place, now)) return null
  return { place, see: kind.see, modules: [...kind.modules, ...(place.modules ?? [])], off: place.off === true }
}

const isOver = ({ expiresAt }: PassingPlace, now: Date) => expiresAt !== undefined && expiresAt <= now

function inFacility(ref: ThingRef, roster: Roster): Found | null {
  const groups = 'groups' in ref ? (ref.groups ?? 'all') : 'all'
  if (ref.id !== roster.facility.id || !hasGroups(roster, groups)) return null
  const place: FacilityPlace = { facility: roster.facility.id, groups }
  return { place, see: 'facility.read', modules: [], off: false }
}

/** Whoever may say that a child stays away knows that it is here; to everybody else it is not. */
function ofChildren(ids: readonly ChildId[], roster: Roster): Found | null {
  const groups = ids.map((id) => roster.children.get(id)?.group)
  if (!groups.every((group) => group !== undefined)) return null
  const place: FacilityPlace = { facility: roster.facility.id, groups: [...new Set(groups)], children: ids }
  return { place, see: 'absence.report', modules: [], off: false }
}
