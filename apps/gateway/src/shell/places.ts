import type { FacilityPlace } from '@morgenkreis/domain'
import type { Found, PlaceKindOf, PlaceRef } from './registry.ts'
import { hasGroups, type Roster } from './roster/roster.ts'

const mostRemembered = 10_000

/** Finds where operations happen, in the facility of the caller: what is elsewhere is not found. */
export class Places {
  readonly #kinds: ReadonlyMap<string, PlaceKindOf>
  readonly #remembered = new Map<string, { place: FacilityPlace; decisions: number }>()

  constructor(kinds: ReadonlyMap<string, PlaceKindOf>) {
    this.#kinds = kinds
  }

  /** Null where there is no such place in this facility. */
  async find(ref: PlaceRef, roster: Roster): Promise<Found | null> {
    if (ref.kind === 'facility') return inFacility(ref, roster)
    const kind = this.#kinds.get(ref.kind)
    if (kind === undefined) throw new Error(`no feature knows the place ${ref.kind}`)
    const place = await this.#findThing(ref, kind, roster)
    if (place === null || place.facility !== roster.facility.id) return null
    return { place, see: kind.see, module: kind.module }
  }

  async #findThing({ kind, id }: PlaceRef, how: PlaceKindOf, { decisions }: Roster): Promise<FacilityPlace | null> {
    const key = `${kind}:${id}`
    const remembered = this.#remembered.get(key)
    if (remembered?.decisions === decisions) return remembered.place
    const place = await how.find(id)
    if (place === null || !how.lasting) return place
    if (this.#remembered.size >= mostRemembered) this.#remembered.clear()
    this.#remembered.set(key, { place, decisions })
    return place
  }
}

function inFacility(ref: PlaceRef, roster: Roster): Found | null {
  const groups = 'groups' in ref ? (ref.groups ?? 'all') : 'all'
  if (ref.id !== roster.facility.id || !hasGroups(roster, groups)) return null
  return { place: { facility: roster.facility.id, groups }, see: 'facility.read', module: null }
}
