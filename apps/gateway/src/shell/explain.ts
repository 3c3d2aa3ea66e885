import { WrongSettings } from './config.ts'
import { DemoInProduction } from './demo.ts'
import { KeysUnusable } from './keys.ts'
import { LedgerUnusable } from './ledger/ledger.ts'
import { VapidKeyUnusable } from './push/vapid-key.ts'
import { RootKeyUnusable } from './root-key.ts'
import { EpochStays } from './rotation/leaving.ts'

const sayWhatToDo = [
  WrongSettings,
  KeysUnusable,
  RootKeyUnusable,
  EpochStays,
  LedgerUnusable,
  DemoInProduction,
  VapidKeyUnusable,
]

/** The database does not answer at all. */
export const isOutOfReach = (error: unknown): boolean =>
  /^Mongo(oseServerSelection|ServerSelection|Network)/.test((error as { name?: string }).name ?? '')

/** One sentence for what keeps a gateway from starting: what it is, and what to do. */
export function explain(error: unknown): string {
  if (error instanceof Error && sayWhatToDo.some((kind) => error instanceof kind)) return error.message
  const { name = '', code = '', message = String(error) } = error as { name?: string; code?: string; message?: string }
  if (code === 'EADDRINUSE') return 'The port is taken: set PORT to a free one, or end the program that listens there.'
  if (code === 'EACCES') return 'The port may not be used by this account: set PORT to one above 1023.'
  if (isOutOfReach(error)) {
    return 'The database does not answer: start MongoDB, or set MONGODB_URI to where it runs.'
  }
  if (name.startsWith('Mongo'))
    return `The database refuses: ${message}. Check MONGODB_URI and the rights of its account.`
  return `The gateway cannot start: ${message}`
}
