import type { Clock } from './clock.ts'
import type { AnyStored, Database } from './database.ts'
import type { Sessions, Signed } from './identity/sessions.ts'
import type { JournalStore } from './journal/store.ts'
import type { Macs } from './macs.ts'
import type { Notifying } from './notify/build.ts'
import type { PlaceRef, Registry } from './registry.ts'
import type { Rosters } from './roster/rosters.ts'
import type { RosterStore } from './roster/store.ts'
import type { Sealer } from './seal.ts'
import type { Readers } from './telling/render.ts'
import type { Hats } from './sockets/connections.ts'

/** What a feature builds on. */
export interface Shell {
  readonly on: Registry['on']
  readonly place: Registry['place']
  readonly readers: Readers
  readonly database: Database
  readonly sealer: Sealer
  readonly macs: Macs
  readonly clock: Clock
  readonly sessions: Sessions
  readonly rosters: Rosters
  readonly roster: RosterStore
  readonly journal: JournalStore
  readonly notifying: Notifying
  hatsOf(signed: Signed): Promise<Hats>
  /** Is there such a thing, whatever feature it belongs to? */
  exists(ref: PlaceRef): Promise<boolean>
}

/** A feature registers itself and answers its collections, which are prepared before anything is served. */
export type Feature = (shell: Shell) => readonly AnyStored[]
