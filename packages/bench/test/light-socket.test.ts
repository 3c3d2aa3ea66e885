import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { expect, onTestFinished, test } from 'vitest'
import { LightSocket } from '../src/reconnect/light-socket.ts'

async function listening(name: string): Promise<{ port: number; close: () => Promise<void> }> {
  const http = createServer()
  const server = new Server(http, { transports: ['websocket'], serveClient: false })
  server.on('connection', (socket) => {
    socket.on('who', (asked: object, reply: (answer: object) => void) => reply({ name, asked }))
    socket.on('never', () => undefined)
    socket.emit('slice', { from: name })
  })
  await new Promise<void>((up) => http.listen(0, '127.0.0.1', up))
  let closed = false
  const close = async () => {
    if (!closed) await server.close()
    closed = true
  }
  onTestFinished(close)
  return { port: (http.address() as AddressInfo).port, close }
}

const ask = (socket: LightSocket, name: string, within = 2_000) =>
  new Promise((resolve) =>
    socket.timeout(within).emit(name, { is: 'this' }, (error, answer) => resolve(error ?? answer)),
  )

test('a light socket asks, hears, notices its end, and is let in by the next server', async () => {
  const [one, other] = [await listening('one'), await listening('other')]
  const socket = new LightSocket({
    ports: [one.port, other.port],
    path: '/socket.io/?EIO=4&transport=websocket',
    headers: {},
  })
  onTestFinished(() => void socket.disconnect())
  const heard: unknown[] = []
  socket.on('slice', (slice) => heard.push(slice))
  const connected = () => new Promise<void>((resolve) => socket.on('connect', resolve).connect())
  await connected()
  expect(await ask(socket, 'who')).toEqual({ name: 'one', asked: { is: 'this' } })
  const ended = new Promise((resolve) => socket.on('disconnect', resolve))
  const unanswered = ask(socket, 'never')
  await one.close()
  expect([await ended, await unanswered]).toEqual(['transport close', expect.any(Error)])
  expect(socket.connected).toBe(false)
  await connected()
  expect(await ask(socket, 'who')).toEqual({ name: 'other', asked: { is: 'this' } })
  expect(socket.port).toBe(other.port)
  expect(heard).toEqual([{ from: 'one' }, { from: 'other' }])
  expect(await ask(socket, 'never', 50)).toBeInstanceOf(Error)
})

test('where nobody lets it in, a light socket says so', async () => {
  const gone = await listening('gone')
  await gone.close()
  const socket = new LightSocket({ ports: [gone.port], path: '/socket.io/?EIO=4&transport=websocket', headers: {} })
  expect(await new Promise((resolve) => socket.on('connect_error', resolve).connect())).toBeInstanceOf(Error)
})
