import type { Receipt } from '@morgenkreis/domain'
import { receiptOf } from '@morgenkreis/domain'
import type { FacilityId, MembershipId, PersonId } from '@morgenkreis/protocol'
import { timelessId } from '../clock.ts'
import type { Ask } from '../commit/ask.ts'
import type { Committers } from '../commit/committers.ts'
import type { Decisions } from '../decisions.ts'
import { orNotFound, Refused } from '../refused.ts'
import type { Ground } from '../open.ts'
import { facilityStream, plan } from '../plan.ts'
import { erase } from '../purge/erase.ts'
import { endings } from '../roster/endings.ts'
import { adminsOf, type Roster } from '../roster/roster.ts'
import type { Rosters } from '../roster/rosters.ts'
import type { Belongings } from './belongings.ts'

export interface DepartureParts {
  readonly ground: Ground
  readonly rosters: Rosters
  readonly committers: Committers
  readonly decisions: Decisions
  readonly belongings: Belongings
}

/** So long after somebody began to leave, whoever finds it goes on with it. */
const givenUpAfterMs = 60_000

/** How an account ends: memberships first, then everything that says who it was. Each step bears being taken again. */
export class Departure {
  readonly #parts: DepartureParts

  constructor(parts: DepartureParts) {
    this.#parts = parts
  }

  /** Throws `Refused('last-admin')` where somebody else has to be made an admin before (K-30). */
  async leave(person: PersonId): Promise<Receipt> {
    const { clock, identity } = this.#parts.ground
    const facilities = await this.#facilitiesOf(person)
    for (const facility of facilities) refuseLastAdmin(await this.#roster(facility), person)
    const now = clock.now()
    await identity.persons.model.updateOne({ _id: person }, { $set: { leavingAt: now } })
    try {
      for (const facility of facilities) await this.#leaveFacility(person, facility)
    } catch (error) {
      if (error instanceof Refused && error.code === 'last-admin')
        await identity.persons.model.updateOne({ _id: person }, { $unset: { leavingAt: true } })
      throw error
    }
    await this.#erase(person)
    return receiptOf(now, 'at once')
  }

  /** Goes on with what a gateway that died left half done. */
  async goOn(): Promise<void> {
    const { clock, identity } = this.#parts.ground
    const since = new Date(clock.now().getTime() - givenUpAfterMs)
    const begun = await identity.persons.model
      .find({ leavingAt: { $lte: since } })
      .select('_id')
      .lean()
    for (const { _id } of begun) await this.leave(_id)
  }

  /** Where somebody is the last admin. */
  async lastAdminOf(person: PersonId): Promise<FacilityId[]> {
    const rosters = await Promise.all((await this.#facilitiesOf(person)).map((id) => this.#roster(id)))
    return rosters.filter((roster) => isLastAdmin(roster, person)).map(({ facility }) => facility.id)
  }

  #facilitiesOf(person: PersonId): Promise<FacilityId[]> {
    return this.#parts.ground.roster.memberships.model.distinct('facility', { person, endedAt: null })
  }

  async #roster(facility: FacilityId): Promise<Roster> {
    return orNotFound(await this.#parts.rosters.get(facility))
  }

  /** One membership after the other, each told to the admins; the name goes with the last. */
  async #leaveFacility(person: PersonId, facility: FacilityId): Promise<void> {
    const { committers, decisions } = this.#parts
    const hats = (await this.#roster(facility)).ofPerson.get(person) ?? []
    for (const [index, { id }] of hats.entries()) {
      await committers.commit(this.#ending(person, facility, { membership: id, isLast: index === hats.length - 1 }))
      await decisions.everywhere(facility)
    }
  }

  #ending(
    person: PersonId,
    facility: FacilityId,
    { membership, isLast }: { membership: MembershipId; isLast: boolean },
  ): Ask {
    const { clock, macs, roster: store } = this.#parts.ground
    const now = clock.now()
    return {
      operation: 'account.delete',
      actor: membership,
      request: { id: timelessId(), mac: macs.inputMac('account.delete', {}) },
      now,
      decide: async () => {
        const roster = await this.#roster(facility)
        refuseLastAdmin(roster, person)
        const ending = await endings([membership], store, now)
        const v = (ending[0]?.v ?? 0) + 1
        const told = { ref: membership, v, data: { membership, v }, members: adminsOf(roster) }
        const decided = plan({})
          .store(...ending, ...(isLast ? await this.#unnaming(person, facility) : []))
          .tell('membership.removed', { facility, groups: 'all' }, told)
          .decides('everywhere')
        return { stream: facilityStream(facility), decisions: roster.decisions, plan: decided }
      },
      again: () => Promise.resolve({}),
    }
  }

  /** In the same transaction, so that from the reply on no gateway knows the name. */
  async #unnaming(person: PersonId, facility: FacilityId) {
    const { profiles } = this.#parts.ground.roster
    const found = await profiles.model.find({ person, facility }).select('v').lean()
    return found.map(({ _id: id, v }) => ({
      kind: 'update' as const,
      collection: profiles.native,
      facility,
      id,
      v,
      set: { name: null, nameMac: `gone:${id}` },
    }))
  }

  /** Everything that says who it was; the account itself last, so that until then somebody finds it and goes on. */
  async #erase(person: PersonId): Promise<void> {
    const { ground, belongings, decisions } = this.#parts
    const { identity, roster, ledger, keys, clock } = ground
    const parts = { ledger, keys, now: () => clock.now() }
    const hats = await roster.memberships.native.find({ person }).toArray()
    const memberships = hats.map(({ _id }) => _id as MembershipId)
    if (hats.length > 0)
      await ledger.write(
        hats.map((row) => endedLine(row, clock.now())),
        clock.now(),
      )
    for (const { collection, of } of belongings.list) {
      const rows = await collection.find(of({ person, memberships })).toArray()
      await erase({ collection, rows, rule: 'account' }, parts)
    }
    await decisions.ofPerson(person)
    await this.#readAfresh(hats.map((row) => row['facility'] as FacilityId))
    const rows = await identity.persons.native.find({ _id: person }).toArray()
    const keyOf = () => ({ kind: 'person', person }) as const
    await erase({ collection: identity.persons.native, rows, rule: 'account', keyOf }, parts)
  }

  /** Names that were told stand on screens and on devices: everybody there reads afresh, under another epoch of the log. */
  async #readAfresh(facilities: readonly FacilityId[]): Promise<void> {
    const streams = [...new Set(facilities)].map(facilityStream)
    await this.#parts.ground.journal.heads.native.updateMany(
      { _id: { $in: streams } },
      { $inc: { logEpoch: 1, decisions: 1 } },
    )
  }
}

const endedLine = (row: { _id: string; [field: string]: unknown }, now: Date) => ({
  at: now.toISOString(),
  rule: 'account' as const,
  deed: 'set' as const,
  collection: 'memberships',
  id: row._id,
  facility: String(row['facility']),
  keys: [],
  v: Number(row['v']),
  sets: { endedAt: row['endedAt'] instanceof Date ? row['endedAt'].toISOString() : null },
})

/** Every admin there is this person. */
function isLastAdmin(roster: Roster, person: PersonId): boolean {
  const admins = adminsOf(roster)
  return admins.length > 0 && admins.every((id) => roster.members.get(id)?.person === person)
}

function refuseLastAdmin(roster: Roster, person: PersonId): void {
  if (isLastAdmin(roster, person)) throw new Refused('last-admin')
}
