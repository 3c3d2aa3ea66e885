import { fileURLToPath } from 'node:url'
import { Explained } from '@morgenkreis/sandbox'
import { startNode } from '../child.ts'
import type { Running } from '../targets/target.ts'
import type { Order, Report, Volley } from './orders.ts'

/** The load generator as its conductor sees it. */
export interface Load {
  /** Connects every seat; `listeners` is how many sockets hear one message. */
  connect(target: Running, listeners: number): Promise<void>
  /** Gets what a volley needs beforehand; the product's clients did that when their composers opened. Not measured. */
  ready(rate: number, seconds: number): Promise<void>
  volley(rate: number, seconds: number): Promise<Volley>
  leave(): Promise<void>
  stop(): Promise<void>
}

/** How long a volley may take to settle after its last message, in seconds. */
const settle = 10

const isReport = (message: unknown): message is Report =>
  typeof message === 'object' && message !== null && 'report' in message

export function startLoad(cores: string | undefined): Load {
  const child = startNode(fileURLToPath(new URL('./generator.ts', import.meta.url)), { cores })
  let previews = false
  const give = async (order: Order): Promise<Report> => {
    const report = child.next(isReport)
    child.process.send(order)
    const answer = await report
    if (answer.report === 'failed') throw new Explained(`The load generator gave up: ${answer.why}.`)
    return answer
  }
  return {
    async connect(target, listeners) {
      previews = target.previews
      await give({ order: 'connect', port: target.port, seats: target.seats, listeners })
    },
    async ready(rate, seconds) {
      if (previews) await give({ order: 'preview', messages: Math.round(rate * seconds) })
    },
    async volley(rate, seconds) {
      const answer = await give({ order: 'volley', rate, seconds, settle })
      if (answer.report !== 'volley') throw new Error(`The load generator answered ${answer.report}.`)
      return answer.volley
    },
    async leave() {
      await give({ order: 'leave' })
    },
    stop: () => child.stop(),
  }
}
