// The same gateway as main.ts builds, which fails in the way that FAULT names once it gets SIGUSR2. It lies beside the tests:
// nothing of the product imports it, so in production there is no such gateway.
import { Socket } from 'node:net'
import pino from 'pino'
import { features, idAt, openGround, readConfig, startGateway, type Clock } from '../src/index.ts'
import { Tell } from '../src/shell/tell.ts'

const die = () => process.kill(process.pid, 'SIGKILL')
let aheadMs = Number(process.env['CLOCK_AHEAD_MS'] ?? 0)
const clock: Clock = { now: () => new Date(Date.now() + aheadMs), id: () => idAt(Date.now() + aheadMs) }

const faults: Record<string, () => void> = {
  /** Stored, and neither answered nor told. */
  'dies-before-reply': () => (Tell.prototype.committed = die),
  /** Stored and answered, and nobody is told, neither here nor elsewhere. */
  'dies-before-telling': () => (Tell.prototype.committed = () => void setTimeout(die, 100)),
  'dies-while-telling': () => afterSlices(3, die),
  'clock-jumps-back': () => (aheadMs = -60 * 60 * 1000),
}

/** Counts what leaves for sockets, on the way into the system. */
function afterSlices(many: number, then: () => void): void {
  const write = Socket.prototype.write
  let slices = 0
  Socket.prototype.write = function (this: Socket, ...given: Parameters<typeof write>) {
    if (String(given[0]).includes('["slice"') && (slices += 1) > many) then()
    return write.apply(this, given)
  } as typeof write
}

const config = readConfig(process.env)
const ground = await openGround(config, clock, pino({ level: config.logLevel, base: null }))
const gateway = await startGateway(ground, { features })
process.on('SIGUSR2', () => faults[process.env['FAULT'] ?? '']?.())
process.on('SIGTERM', () => void gateway.close(5_000).then(() => process.exit(0)))
