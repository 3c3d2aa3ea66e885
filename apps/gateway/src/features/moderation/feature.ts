import type { Feature } from '../../shell/shell.ts'
import { serveFiling } from './filing.ts'
import { serveLocks } from './locks.ts'
import { serveMuting } from './muting.ts'
import { serveQueue } from './queue.ts'
import { serveSettling } from './settling.ts'
import { openModeration } from './store.ts'

/** What people report, what becomes of it, and who or what falls silent. It belongs to whatever module is on. */
export const moderation: Feature = (shell) => {
  const store = openModeration(shell.database)
  serveFiling(shell, store)
  serveQueue(shell, store)
  serveSettling(shell, store)
  serveMuting(shell)
  serveLocks(shell)
  return [store.reports, store.filings]
}
