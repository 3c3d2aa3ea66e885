import pino from 'pino'
import { verifyAudit } from './shell/audit/verify.ts'
import { systemClock } from './shell/clock.ts'
import { readConfig, requireNode } from './shell/config.ts'
import { explain } from './shell/explain.ts'
import { openGround } from './shell/open.ts'

const whys = {
  altered: 'it is not what was written, or not behind the one before it',
  missing: 'it is missing',
  seal: 'the seal of its month is not the one that was set',
  'sealed-otherwise': 'its month was sealed with other links',
} as const

/** Walks the audit chains with the settings of the gateway: ends with 1 at the first link that does not hold (K-73). */
async function main(): Promise<number> {
  requireNode(process.versions.node)
  const ground = await openGround(readConfig(process.env), systemClock, pino({ level: 'silent' }))
  try {
    const { links, lost, broken } = await verifyAudit(ground)
    if (broken === null) {
      const noted = lost === 0 ? '' : ` ${lost} rows had been lost before they were linked, as the chain itself notes.`
      process.stdout.write(`The audit holds: ${links} links.${noted}\n`)
      return 0
    }
    const { stream, n, why } = broken
    process.stdout.write(`The audit is broken at link ${n} of ${stream}: ${whys[why]}.\n`)
    return 1
  } finally {
    await ground.database.close()
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`)
    process.exit(2)
  },
)
