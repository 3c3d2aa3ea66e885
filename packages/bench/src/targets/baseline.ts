import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { startNode } from '../child.ts'
import type { Seat } from '../load/orders.ts'
import { usageOf } from './measured.ts'
import type { Layout, Target, TargetName } from './target.ts'

const files = {
  bare: 'bare-socketio.ts',
  naive: 'naive-gateway.ts',
  transaction: 'transaction-per-message.ts',
} as const satisfies Partial<Record<TargetName, string>>

const labels = {
  bare: '(a) bare Socket.IO, nothing stored',
  naive: '(b) insertOne, emit, acknowledge',
  transaction: '(c) one transaction per message',
} as const

const isPort = (message: unknown): message is { port: number } =>
  typeof message === 'object' && message !== null && 'port' in message

/** A baseline gateway on a fresh database. */
export function baseline(name: keyof typeof files, mongodb: string, cores: string | undefined): Target {
  return {
    name,
    label: labels[name],
    async start(layout) {
      const file = fileURLToPath(new URL(`../baselines/${files[name]}`, import.meta.url))
      const env = { BENCH_MONGODB_URI: mongodb, BENCH_DATABASE: `bench-${name}-${randomUUID().slice(0, 8)}` }
      const child = startNode(file, { cores, env, measured: true })
      const { port } = await child.next(isPort)
      const usage = (collected?: boolean) => usageOf(child, collected)
      return { port, seats: seatsIn(layout), previews: false, usage, stop: () => child.stop() }
    },
  }
}

export function seatsIn({ rooms, size }: Layout): Seat[] {
  const announcements = Array.from({ length: rooms }, () => randomUUID())
  return Array.from({ length: rooms * size }, (_, index) => ({
    path: `/socket.io/?EIO=4&transport=websocket&room=group:${index % rooms}`,
    headers: {},
    as: randomUUID(),
    announcement: announcements[index % rooms]!,
  }))
}
