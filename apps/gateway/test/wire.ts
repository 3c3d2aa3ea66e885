import { largestCall } from '@morgenkreis/protocol'
import { io, type Socket } from 'socket.io-client'
import type { House } from './house.ts'

/** What a caller gets who sends whatever it likes. */
export interface Answer {
  readonly status: number
  readonly code: string
  readonly body: string
}

/** A body as it is, to a path as it is. */
export async function post(
  house: House,
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
): Promise<Answer> {
  const response = await fetch(`${house.gateway.origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
  const text = await response.text()
  const reply = JSON.parse(text) as { ok: boolean; error?: { code: string } }
  return { status: response.status, code: reply.error?.code ?? 'ok', body: text }
}

/** A bare socket, without the product's client: it says what it is told to say. */
export function bareSocket(house: House, headers: Record<string, string>): Socket {
  return io(house.gateway.origin, {
    path: '/socket.io',
    transports: ['websocket'],
    extraHeaders: headers,
    forceNew: true,
    reconnection: false,
  })
}

/** Connected, or the word with which it was refused. */
export const greeting = (socket: Socket): Promise<string> =>
  new Promise((answer) => {
    socket.once('connect', () => answer('connected'))
    socket.once('connect_error', (error) => answer(error.message))
  })

/** Exactly so many bytes of JSON, with the letters in its text. */
export function bodyOf(bytes: number, around: (text: string) => object): string {
  const bare = JSON.stringify(around('')).length
  return JSON.stringify(around('a'.repeat(bytes - bare)))
}

export const tooLarge = largestCall + 1
