import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { MongoClient } from 'mongodb'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Child } from '../src/child.ts'
import { startNode } from '../src/child.ts'

const name = `bench-test-${randomUUID().slice(0, 8)}`
let client: MongoClient
let child: Child
let port = 0

beforeAll(async () => {
  const uri = inject('mongodbUri')
  client = await MongoClient.connect(uri)
  const file = fileURLToPath(new URL('../src/baselines/transaction-per-message.ts', import.meta.url))
  child = startNode(file, { env: { BENCH_MONGODB_URI: uri, BENCH_DATABASE: name } })
  const listens = (message: unknown): message is { port: number } =>
    typeof message === 'object' && message !== null && 'port' in message
  port = (await child.next(listens)).port
})
afterAll(async () => {
  await child.stop()
  await client.db(name).dropDatabase()
  await client.close()
})

interface Row {
  n: number
  told: { room: string; seq: number }[]
}
interface Answer {
  data: { id: string; text: string }
}

test('the baseline with the same guarantees has them: numbers without gaps, and a request id that counts once', async () => {
  const rooms = ['a', 'b']
  const sockets = rooms.map((room) => io(`http://127.0.0.1:${port}`, { transports: ['websocket'], query: { room } }))
  const publish = (socket: number, text: string, request: string = randomUUID()): Promise<Answer> =>
    sockets[socket]!.emitWithAck('comment.publish', { as: `m${socket}`, request, input: { announcement: 'x', text } })
  const sent = Array.from({ length: 40 }, (_, n) => publish(n % 2, `Text ${n}`))
  const answers = await Promise.all(sent)
  const request = randomUUID()
  const first = await publish(0, 'doppelt', request)
  expect(await publish(0, 'doppelt', request)).toEqual(first)

  const rows = await client.db(name).collection<Row>('journal').find().sort({ n: 1 }).toArray()
  expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 41 }, (_, n) => n + 1))
  for (const room of rooms) {
    const seqs = rows.flatMap(({ told }) => told).filter((told) => told.room === room)
    expect(seqs.map(({ seq }) => seq)).toEqual(seqs.map((_, index) => index + 1))
  }
  const stored = await client.db(name).collection<{ text: string }>('comments').distinct('text')
  expect(stored.toSorted()).toEqual([...answers, first].map(({ data }) => data.text).toSorted())
  for (const socket of sockets) socket.close()
})
