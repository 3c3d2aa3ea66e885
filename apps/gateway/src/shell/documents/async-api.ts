import { events, operations, Room, type Operation } from '@morgenkreis/protocol'
import { about, callOf, codesOf, doneWith, object, refTo, refusedWith, schemas, type Json } from './schemas.ts'

const live: readonly Operation[] = operations.filter((operation) => operation.live)
const number = { type: 'integer', minimum: 0 }

/** What a room was told: one entry for each event, with its data, or gone. */
const told = (): Json[] =>
  events.map(({ name, payload }) => {
    const fields = { name: { const: name }, ref: { type: 'string' }, seq: number, v: number, at: { type: 'string' } }
    return object({ ...fields, data: refTo(payload), gone: { const: true } }, Object.keys(fields))
  })

const slice = () =>
  object({ room: refTo(Room), logEpoch: number, head: number, events: { type: 'array', items: { oneOf: told() } } })

const channelsOf = (): Json => ({
  slice: { address: 'slice', messages: { slice: { payload: slice() } } },
  drain: { address: 'drain', messages: { drain: { payload: number } } },
  ...Object.fromEntries(
    live.map((operation) => [
      operation.name,
      {
        address: operation.name,
        messages: {
          call: { payload: callOf(operation) },
          reply: { payload: { oneOf: [doneWith(operation), refusedWith(codesOf(operation))] } },
        },
      },
    ]),
  ),
})

/** A reference from one place of the document to another: names with a dot need no escape, but a slash would. */
const at = (channel: string, message?: string) => ({
  $ref: `#/channels/${channel}${message === undefined ? '' : `/messages/${message}`}`,
})

const sends = (channel: string) => ({ action: 'send', channel: at(channel), messages: [at(channel, channel)] })
const answers = ({ name }: Operation) => ({
  action: 'receive',
  channel: at(name),
  messages: [at(name, 'call')],
  reply: { channel: at(name), messages: [at(name, 'reply')] },
})

/** Everything that is said over the socket, as AsyncAPI 3.0: the gateway receives calls, and sends slices. */
export const asyncApi = (origin: string, cookie: string): Json => ({
  asyncapi: '3.0.0',
  info: about,
  servers: {
    gateway: {
      host: new URL(origin).host,
      pathname: '/socket.io',
      protocol: origin.startsWith('https:') ? 'wss' : 'ws',
      security: [{ type: 'httpApiKey', in: 'cookie', name: cookie }],
    },
  },
  channels: channelsOf(),
  operations: {
    slice: sends('slice'),
    drain: sends('drain'),
    ...Object.fromEntries(live.map((operation) => [operation.name, answers(operation)])),
  },
  components: { schemas: schemas() },
})
