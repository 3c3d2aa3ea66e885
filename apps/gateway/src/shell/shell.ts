import type { FacilityPlace } from '@morgenkreis/domain'
import type { Belongings } from './account/belongings.ts'
import type { Departure } from './account/departure.ts'
import type { Clock } from './clock.ts'
import type { Ask } from './commit/ask.ts'
import type { AnyStored, Database } from './database.ts'
import type { Sessions, Signed } from './identity/sessions.ts'
import type { Holdables } from './holdables.ts'
import type { JournalStore } from './journal/store.ts'
import type { Macs } from './macs.ts'
import type { Notifying } from './notify/build.ts'
import type { Moderated } from './moderated.ts'
import type { PlaceRef, Registry } from './registry.ts'
import type { Roster } from './roster/roster.ts'
import type { Rosters } from './roster/rosters.ts'
import type { RosterStore } from './roster/store.ts'
import type { Sealer } from './seal.ts'
import type { Pseudonyms } from './audit/pseudonyms.ts'
import type { AuditStore } from './audit/store.ts'
import type { Perishables } from './purge/perishing.ts'
import type { Readers } from './telling/render.ts'
import type { Signal } from './wake.ts'
import type { Hats } from './sockets/connections.ts'
import type { Trash } from './trash/trash.ts'

/** What a feature builds on. */
export interface Shell {
  readonly on: Registry['on']
  readonly place: Registry['place']
  /** Features that keep something about children say here what becomes of it when one leaves. */
  readonly onChildLeaving: Registry['onChildLeaving']
  readonly leavingOf: Registry['leavingOf']
  readonly readers: Readers
  readonly database: Database
  readonly sealer: Sealer
  readonly macs: Macs
  readonly clock: Clock
  readonly sessions: Sessions
  readonly rosters: Rosters
  readonly roster: RosterStore
  readonly journal: JournalStore
  /** How what people wrote is judged where it was reported. */
  readonly moderated: Moderated
  /** Signals to whoever is there, on every gateway; kept nowhere. */
  signal(signal: Signal): void
  /** What goes by time. */
  readonly perishables: Perishables
  /** What people write and may delete. */
  readonly trash: Trash
  /** What a law may forbid to delete. */
  readonly holdables: Holdables
  readonly audit: AuditStore
  /** What goes with an account. */
  readonly belongings: Belongings
  readonly departure: Departure
  readonly pseudonyms: Pseudonyms
  readonly notifying: Notifying
  hatsOf(signed: Signed): Promise<Hats>
  /** Commits what nobody called for; throws `Refused`. Under a request id made of what it is about, it happens once. */
  commit(ask: Ask): Promise<unknown>
  /** Recurring work, once across gateways as far as leases go: what it does twice must not matter. */
  job(name: string, run: () => Promise<void>, everyMs?: number): void
  /** Is there such a thing, whatever feature it belongs to? */
  exists(ref: PlaceRef, roster: Roster): Promise<boolean>
  /** The facility in which something happened to this thing, of which perhaps nothing is left. */
  remembered(kind: string, id: string): Promise<FacilityPlace | null>
}

/** A feature registers itself and answers its collections, which are prepared before anything is served. */
export type Feature = (shell: Shell) => readonly AnyStored[]
