import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eachMark, markOf, numberAt } from '../src/load/marks.ts'
import { openWire } from '../src/load/wire.ts'

const http = createServer()
const server = new Server(http, { transports: ['websocket'], serveClient: false, pingInterval: 200, pingTimeout: 150 })
let port = 0

beforeAll(async () => {
  server.on('connection', (socket) =>
    socket.on('echo', (text: string, reply: (answer: object) => void) => reply({ ok: true, text })),
  )
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening))
  port = (http.address() as AddressInfo).port
})
afterAll(() => server.close())

interface Slice {
  room: string
  events: { seq: number; data: { text: string } }[]
}

/** Slices of 0 to 300 events, some larger than one read, with the texts that JSON has to escape. */
function* slices(): Generator<Slice> {
  let next = 0
  for (let round = 0; round < 120; round += 1) {
    const length = round % 40 === 0 ? 300 : (round * 7) % 13
    const events = Array.from({ length }, (_, index) => {
      const text = `${markOf(next++)} "Grüße" ~ # ~# ${'🍎\n'.repeat(index % 5)}`
      return { seq: next, data: { text } }
    })
    yield { room: `group:${round % 3}:families`, events }
  }
}

test('counting marks in raw bytes equals a full parse of every packet by socket.io-client', async () => {
  const counted: number[] = []
  const parsed: number[] = []
  const wire = await openWire(
    port,
    '/socket.io/?EIO=4&transport=websocket',
    {},
    {
      packet: (bytes, start, end) => {
        expect(bytes[start]).toBe(0x32)
        eachMark(bytes, start, end, (index) => counted.push(index))
      },
      closed: () => undefined,
    },
  )
  const client = io(`http://127.0.0.1:${port}`, { transports: ['websocket'] })
  client.on('slice', ({ events }: Slice) => {
    for (const { data } of events) parsed.push(Number(data.text.slice(2, 10)))
  })
  await new Promise<void>((connected) => client.on('connect', connected))
  const all = [...slices()]
  const total = all.reduce((sum, { events }) => sum + events.length, 0)
  for (const slice of all) server.emit('slice', slice)
  await expect.poll(() => [counted.length, parsed.length]).toEqual([total, total])
  expect(counted).toEqual(parsed)
  wire.close()
  client.close()
})

test('a wire is acknowledged, and lives through the pings of the server', async () => {
  const answers: string[] = []
  let closed = false
  const wire = await openWire(
    port,
    '/socket.io/?EIO=4&transport=websocket',
    {},
    {
      packet: (bytes, start, end) => {
        expect(numberAt(bytes, start + 1, end)).toBe(77)
        answers.push(bytes.toString('utf8', bytes.indexOf('[', start), end))
      },
      closed: () => (closed = true),
    },
  )
  // Two ping timeouts of this server: a wire that does not answer is closed before.
  await new Promise((resolve) => setTimeout(resolve, 900))
  expect(closed).toBe(false)
  wire.send(`4277${JSON.stringify(['echo', 'guten Morgen'])}`)
  await expect.poll(() => answers).toEqual(['[{"ok":true,"text":"guten Morgen"}]'])
  wire.close()
})
