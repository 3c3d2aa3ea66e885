import { threadOf } from '@morgenkreis/domain'
import {
  arrivedPush,
  listPush,
  openPush,
  preferPush,
  pushKey,
  subscribePush,
  testPush,
  unsubscribePush,
  type DeliveryId,
} from '@morgenkreis/protocol'
import { hatsThatHear } from '../../shell/notify/hearing.ts'
import { headerOf } from '../../shell/push/message.ts'
import { encrypted } from '../../shell/push/sender.ts'
import { orNotFound, Refused } from '../../shell/refused.ts'
import type { Feature } from '../../shell/shell.ts'
import { hasArrived } from './arrived.ts'
import { leadingTo } from './leading.ts'
import { openDeliveries } from './store.ts'
import { Tries } from './tries.ts'

const nothing = Buffer.alloc(1)

/** Notifications on the devices of a person: which, of what, when, and what they lead to. */
export const push: Feature = (shell) => {
  const { subscriptions, sender, mails } = shell.notifying
  const deliveries = openDeliveries(shell.notifying.store)
  const tries = new Tries()

  shell.on(pushKey, {
    where: 'self',
    async run() {
      return Promise.resolve({ key: sender?.publicKey ?? null })
    },
  })

  shell.on(subscribePush, {
    where: 'self',
    async run({ signed }, { endpoint, keys, kind, renews }) {
      // A foreign address is never asked, not even once.
      if (sender === null || sender.serviceOf(endpoint) === null) throw new Refused('invalid', 'input.endpoint')
      if (encrypted({ endpoint, keys }, nothing) === null) throw new Refused('invalid', 'input.keys')
      return orNotFound(await subscriptions.put(signed, { address: { endpoint, keys }, kind, renews }))
    },
  })

  shell.on(unsubscribePush, {
    where: 'self',
    async run({ signed }, { subscription }) {
      await subscriptions.remove([subscription], signed.person)
      return {}
    },
  })

  shell.on(listPush, {
    where: 'self',
    async run({ signed }) {
      const [devices, preferences] = await Promise.all([
        subscriptions.list(signed),
        subscriptions.preferences(signed.person),
      ])
      return { devices, preferences, mails }
    },
  })

  shell.on(preferPush, {
    where: 'self',
    async run({ signed: { person } }, wanted) {
      const preferred = await subscriptions.prefer(person, wanted)
      await shell.notifying.notify.lookAgain({ person })
      return preferred
    },
  })

  shell.on(testPush, {
    where: 'self',
    async run({ signed, now, id }, { subscription }) {
      const address = orNotFound(await subscriptions.addressOf(subscription, signed.person))
      if (sender === null || !tries.take(subscription, now)) throw new Refused('rate-limited')
      const message = { subject: 'test', id, urgent: true, topic: headerOf(`test ${subscription}`) } as const
      const { kind: outcome } = await sender.send(address, message)
      if (outcome === 'gone') await subscriptions.remove([subscription])
      return { outcome }
    },
  })

  shell.on(openPush, {
    where: 'self',
    async run({ signed, now }, { delivery }) {
      const found = await deliveries.named(delivery, signed.person, now)
      // What has one name is of one facility.
      const { facility } = orNotFound(found[0])
      const roster = await shell.rosters.get(facility)
      if (roster === null) return leadingTo([], facility)
      const heard = found.map((one) => ({ ...one, hats: hatsThatHear(roster, signed.person, one.rooms) }))
      const still = heard.filter(({ hats }) => hats.length > 0)
      const read = await shell.readers.readAll(
        still.map(({ event: name, ref }) => ({ name, ref })),
        roster,
      )
      shell.rosters.orTryAgain([roster])
      const readable = still.flatMap(({ event, ref, hats }) => {
        const payload = read.of(event, ref)
        return payload === undefined ? [] : [{ thread: threadOf(event, payload), hats: hats.map(({ id }) => id) }]
      })
      return leadingTo(readable, facility)
    },
  })

  shell.on(arrivedPush, {
    where: 'self',
    async run({ signed: { person }, now }, { deliveries: ids }) {
      const arrived: DeliveryId[] = []
      // One after the other: nobody waits for it.
      for (const id of ids) if (await hasArrived(await deliveries.named(id, person, now), shell)) arrived.push(id)
      return { arrived }
    },
  })

  return []
}
