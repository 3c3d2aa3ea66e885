import { fileURLToPath } from 'node:url'
import { Explained } from '@morgenkreis/sandbox'
import { startNode } from '../child.ts'
import type { Entering, Order, Report, Returned, Verdict } from './orders.ts'

/** The clients that return, as their conductor sees them. */
export interface Returning {
  enter(entering: Omit<Entering, 'order'>): Promise<void>
  talk(rate: number): Promise<void>
  /** Resolves when all whose connection was cut by the kill are back, or after so many milliseconds. */
  back(killedAt: number, within: number): Promise<Returned>
  judge(): Promise<Verdict>
  leave(): Promise<void>
  stop(): Promise<void>
}

const isReport = (message: unknown): message is Report =>
  typeof message === 'object' && message !== null && 'report' in message

export function startReturning(cores: string | undefined): Returning {
  const child = startNode(fileURLToPath(new URL('./generator.ts', import.meta.url)), { cores })
  async function give<Name extends Report['report']>(order: Order, expected: Name) {
    const report = child.next(isReport)
    child.process.send(order)
    const answer = await report
    if (answer.report === 'failed') throw new Explained(`The clients gave up: ${answer.why}.`)
    if (answer.report !== expected) throw new Error(`The clients answered ${answer.report}.`)
    return answer as Extract<Report, { report: Name }>
  }
  return {
    enter: async (entering) => void (await give({ order: 'enter', ...entering }, 'entered')),
    talk: async (rate) => void (await give({ order: 'talk', rate }, 'talking')),
    back: async (killedAt, within) => (await give({ order: 'return', killedAt, within }, 'returned')).returned,
    leave: async () => void (await give({ order: 'leave' }, 'left')),
    judge: async () => (await give({ order: 'judge' }, 'verdict')).verdict,
    stop: () => child.stop(),
  }
}
