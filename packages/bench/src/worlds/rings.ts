import type { DeliveryId } from '@morgenkreis/protocol'
import type { PushDevice, Pushed } from '@morgenkreis/sandbox'
import type { Ask, Received } from './ask.ts'
import type { World } from './world.ts'

/** After the reads, which come after the last step. */
const stepsLater = { subscribe: 1, open: 2, arrive: 3 } as const

const momentIn = ({ script }: World, what: keyof typeof stepsLater, call: number) =>
  script.moment(script.steps.length + stepsLater[what], call, 0)

/** The observed guardian allows notifications. */
export async function subscribe({ subscription }: PushDevice, world: World, ask: Ask): Promise<void> {
  const { person } = world.town.observed
  const moment = momentIn(world, 'subscribe', 0)
  const reply = await ask(moment, { person, as: null }, 'push.subscribe', { ...subscription, kind: 'android' })
  if (!reply.ok) throw new Error(`push.subscribe: ${reply.error.code}`)
}

/**
 * What came to the device: how it was sent, what it said, where it leads, and whether it has anything more to say. In no order that a push service would keep, and under
 * names that are chance. What waits together for one place is sent once, which is a matter of time: each topic counts once.
 */
export async function rung(pushes: readonly Pushed[], world: World, ask: Ask): Promise<Received> {
  const { person } = world.town.observed
  const topics = new Map(pushes.map((push) => [push.headers['topic'], push]))
  const lines = await Promise.all(
    [...topics.values()].map(async ({ headers: { urgency, ttl }, body, text }, n) => {
      const { id, ...said } = JSON.parse(text) as { id: DeliveryId }
      const opened = await ask(momentIn(world, 'open', n), { person, as: null }, 'push.open', { delivery: id })
      const deliveries = { deliveries: [id] }
      const arrived = await ask(momentIn(world, 'arrive', n), { person, as: null }, 'push.arrived', deliveries)
      const isOver = arrived.ok ? arrived.data.arrived.length > 0 : arrived
      return JSON.stringify({ urgency, ttl, bytes: body.length, said, opened, isOver })
    }),
  )
  return [['pushed', lines.sort().join('\n')]]
}
