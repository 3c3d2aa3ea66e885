// Sends notifications as fast as it can, one way or the other, in a process of its own that is measured.
import { randomUUID } from 'node:crypto'
import { Agent } from 'node:https'
import { PushSender, topicOf } from '@morgenkreis/gateway'
import type { PersonId, SubscriptionId, ThreadId } from '@morgenkreis/protocol'
import webPush from 'web-push'
import type { Subscription } from '@morgenkreis/sandbox'
import type { Beginning, SendOrder, Way } from './orders.ts'

const atOnce = 32
const subject = 'mailto:bench@morgenkreis.example'

type Send = (to: Subscription) => Promise<boolean>

/**
 * Of a topic there are so many, as in a day replayed in four minutes (`pushes` and `pushesAgain` in the outcome of `npm run
 * replay`). A day of more talk has more of them.
 */
const perTopic = 4

const ours =
  (sentOfTopic: number) =>
  ({ key, ca, subscriptions }: Beginning): Send => {
    const extraOrigins = [new URL(subscriptions[0]!.endpoint).origin]
    const sender = new PushSender({ key, subject, extraOrigins, ca, now: () => new Date() })
    const person = randomUUID() as PersonId
    const devices = new Map(subscriptions.map((to) => [to, { id: randomUUID() as SubscriptionId, sent: 0 }]))
    return async (to) => {
      const device = devices.get(to)!
      const thread = { kind: 'thread', id: `${Math.floor(device.sent / sentOfTopic)}` as ThreadId } as const
      device.sent += 1
      const what = { category: 'comments', urgent: false, thread, day: '2026-03-02' } as const
      const id = topicOf({ subscription: device.id, person, ...what })
      const { kind } = await sender.send(to, { subject: 'comments', id, urgent: false, topic: id.replaceAll('-', '') })
      return kind === 'taken'
    }
  }

const payload = (id: string) => JSON.stringify({ category: 'comments', id }).padEnd(96)

/** With an agent of its own, so that it keeps connections as we do: the library alone would open more. */
function library({ key, ca }: Beginning): Send {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce, ca })
  return async (to) => {
    const id = randomUUID()
    const options = { vapidDetails: { subject, ...key }, TTL: 86_400, topic: id.replaceAll('-', ''), agent }
    const { statusCode } = await webPush.sendNotification(to, payload(id), { ...options, urgency: 'normal' })
    return statusCode === 201
  }
}

function encryption(): Send {
  return ({ keys }) => {
    const { cipherText } = webPush.encrypt(keys.p256dh, keys.auth, payload(randomUUID()), 'aes128gcm')
    // A turn of the event loop each, as a sender needs one at least.
    return new Promise((resolve) => setImmediate(() => resolve(cipherText.length > 0)))
  }
}

const sends = {
  ours: ours(perTopic),
  'ours-first': ours(1),
  'web-push': library,
  encryption,
} as const satisfies Record<Way, (beginning: Beginning) => Send>

async function sendFor(send: Send, { subscriptions }: Beginning, ms: number): Promise<void> {
  const until = performance.now() + ms
  let [sent, failed, next] = [0, 0, 0]
  const one = async () => {
    while (performance.now() < until) {
      const taken = await send(subscriptions[(next += 1) % subscriptions.length]!).catch(() => false)
      if (taken) sent += 1
      else failed += 1
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  process.send?.({ sent, failed })
}

process.once('message', (beginning: Beginning) => {
  const send = sends[beginning.way](beginning)
  process.on('message', (order: SendOrder | string) => {
    if (typeof order === 'object') void sendFor(send, beginning, order.sendForMs)
  })
  process.send?.({ ready: true })
})
// Nothing else keeps it alive between two orders.
process.channel?.ref()
process.send?.({ loaded: true })
process.on('SIGTERM', () => process.exit(0))
