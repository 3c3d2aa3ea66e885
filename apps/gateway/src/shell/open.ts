import type { Logger } from 'pino'
import { openAuditStore } from './audit/store.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { nativeOf, openDatabase, prepare, type Database } from './database.ts'
import { openFleetStore } from './fleet/store.ts'
import { openIdentityStore } from './identity/store.ts'
import { openLeaseStore } from './jobs/store.ts'
import { openJournalStore } from './journal/store.ts'
import { createKeys, type Keys } from './keys.ts'
import { openKeyRows, type KeyRows } from './key-rows.ts'
import { Ledger } from './ledger/ledger.ts'
import { openLedgerMarks, openTicks } from './ledger/store.ts'
import { createMacs, type Macs } from './macs.ts'
import { openNotifyStore } from './notify/store.ts'
import { readVapid, type Vapid } from './push/vapid-key.ts'
import { readRootKey, type RootKey } from './root-key.ts'
import { noteEpochs } from './rotation/epochs.ts'
import { openRosterStore } from './roster/store.ts'
import { createSealer, type Sealer } from './seal.ts'
import { upgrade } from './upgrade.ts'

/** The opened ground: databases, keys and the shell's own collections. */
export interface Ground {
  readonly config: Config
  readonly clock: Clock
  readonly log: Logger
  readonly database: Database
  readonly sealer: Sealer
  readonly macs: Macs
  readonly identity: ReturnType<typeof openIdentityStore>
  readonly journal: ReturnType<typeof openJournalStore>
  readonly roster: ReturnType<typeof openRosterStore>
  readonly fleet: ReturnType<typeof openFleetStore>
  readonly keys: Keys
  readonly keyRows: KeyRows
  readonly rootKey: RootKey
  readonly audit: ReturnType<typeof openAuditStore>
  readonly leases: ReturnType<typeof openLeaseStore>
  readonly ledger: Ledger
  /** How far the data, and how far the keys, have followed the ledger. */
  readonly ledgerMarks: ReturnType<typeof openLedgerMarks>
  readonly keysMarks: ReturnType<typeof openLedgerMarks>
  /** By which a restored database is known. */
  readonly ticks: ReturnType<typeof openTicks>
  readonly notify: ReturnType<typeof openNotifyStore>
  /** What signs at push services; null where push is not set up. */
  readonly vapid: Vapid | null
}

/** Connects, reads the root key, and prepares the shell's collections. */
export async function openGround(config: Config, clock: Clock, log: Logger): Promise<Ground> {
  const rootKey = await readRootKey(config.rootKeyFile)
  const now = () => clock.now()
  const vapid = config.push === null ? null : await readVapid(config.push)
  const database = await openDatabase(config)
  try {
    const keyRows = await openKeyRows(nativeOf(database))
    const keys = createKeys({ rows: keyRows, root: rootKey, now })
    // A wrong root key file says so now, not at the first thing that is read.
    await keys.prepare([{ kind: 'platform' }])
    await noteEpochs({ rows: keyRows, root: rootKey, now })
    const stores = {
      identity: openIdentityStore(database),
      journal: openJournalStore(database),
      roster: openRosterStore(database),
      fleet: openFleetStore(database),
      audit: openAuditStore(database),
      leases: openLeaseStore(database),
      ledgerMarks: openLedgerMarks(database.data),
      keysMarks: openLedgerMarks(database.keys),
      ticks: openTicks(database.data),
      notify: openNotifyStore(database),
    }
    const { identity, journal, roster, fleet, audit, leases, ledgerMarks, ticks, notify } = stores
    await upgrade(database.data)
    await prepare([...Object.values(identity), ...Object.values(journal), ...Object.values(roster), fleet])
    await prepare([...Object.values(audit), leases, ledgerMarks, ticks, ...Object.values(notify)])
    const macs = createMacs(await keys.macSecret())
    const ledger = await Ledger.open(config.ledgerFolder, macs.installation())
    const sealer = createSealer({ keys })
    return { config, clock, log, database, keys, keyRows, rootKey, ledger, sealer, macs, vapid, ...stores }
  } catch (error) {
    await database.close()
    throw error
  }
}
