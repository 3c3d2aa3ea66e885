import { Reported } from '@morgenkreis/protocol'
import type { Feature, Shell } from '../../shell/shell.ts'
import { serveFiling } from './filing.ts'
import { serveLocks } from './locks.ts'
import { serveMuting } from './muting.ts'
import { serveQueue } from './queue.ts'
import { serveSettling } from './settling.ts'
import { moduleOf, openModeration, type ModerationStore } from './store.ts'

/** What people report, what becomes of it, and who or what falls silent. It belongs to whatever module is on. */
export const moderation: Feature = (shell) => {
  const store = openModeration(shell.database)
  keep(shell, store)
  serveFiling(shell, store)
  serveQueue(shell, store)
  serveSettling(shell, store)
  serveMuting(shell)
  serveLocks(shell)
  return [store.reports, store.filings]
}

/** A report goes with what was reported, and a filing with the account that filed it. */
function keep(shell: Shell, { reports, filings }: ModerationStore): void {
  for (const { shape } of Reported.options) {
    const kind = shape.kind.value
    const of = { module: moduleOf[kind], only: { kind } }
    shell.perishables.register(`report-of-${kind}`, {
      ...{ ...of, collection: reports.native, hangsOn: { kind, field: 'ref' } },
    })
    shell.perishables.register(`filing-of-${kind}`, {
      ...{ ...of, collection: filings.native, hangsOn: { kind, field: 'thing' } },
    })
  }
  shell.belongings.register({ collection: filings.native, of: ({ person }) => ({ person }) })
}
