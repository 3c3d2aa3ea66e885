import type { FacilityId, MembershipId } from '@morgenkreis/protocol'
import type { Signed } from './identity/sessions.ts'
import { readHeads } from './journal/read.ts'
import type { Ground } from './open.ts'
import { facilityStream } from './plan.ts'
import type { Rosters } from './roster/rosters.ts'
import { hatsOf, type Hats } from './sockets/connections.ts'
import type { Tell } from './tell.ts'

/** Which memberships there are, and what their persons hear. */
export class Memberships {
  readonly #ground: Ground
  readonly #rosters: Rosters
  readonly #facilities = new Map<MembershipId, FacilityId>()

  constructor(ground: Ground, rosters: Rosters) {
    this.#ground = ground
    this.#rosters = rosters
  }

  /** A membership never changes its facility: asked once. */
  facilityOf(membership: MembershipId): FacilityId | Promise<FacilityId | null> {
    return this.#facilities.get(membership) ?? this.#ask(membership)
  }

  async #ask(membership: MembershipId): Promise<FacilityId | null> {
    const found = await this.#ground.roster.memberships.model.findById(membership).select('facility').lean()
    if (found !== null) this.#facilities.set(membership, found.facility)
    return found?.facility ?? null
  }

  /** What somebody hears, under all live memberships. */
  async hatsOf({ person }: Signed): Promise<Hats> {
    const own = await this.#ground.roster.memberships.model.distinct('facility', { person, endedAt: null })
    const found = await Promise.all(own.map(async (id) => this.#rosters.get(id)))
    return hatsOf(
      person,
      found.filter((roster) => roster !== null),
    )
  }

  /** The same, with every room of it followed from now on. */
  async followedHats(signed: Signed, tell: Tell): Promise<Hats> {
    const hats = await this.hatsOf(signed)
    if (tell.follows(hats.rooms.keys())) return hats
    const streams = hats.rosters.map(({ facility }) => facilityStream(facility.id))
    const heads = new Map((await readHeads(this.#ground.journal, streams)).map((head) => [head._id, head]))
    for (const [room, facility] of hats.rooms) {
      const head = heads.get(facilityStream(facility))
      if (head !== undefined) tell.follow(room, facility, head)
    }
    return hats
  }
}
