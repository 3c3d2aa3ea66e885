import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PushDevice as Device } from '@morgenkreis/protocol'
import { PushOrigin, type PushDevice } from '@morgenkreis/sandbox'
import { createVapidKey } from '../src/index.ts'
import { beginningOfFew, orFail } from './cast.ts'
import { openHouse, type Caller, type House, type HouseOptions } from './house.ts'

/** A house that pushes to a push service of its own. */
export interface PushHouse {
  readonly house: House
  readonly origin: PushOrigin
  /** This person's browser subscribes; several of one person need sessions of their own. */
  subscribe(who: Pick<Caller, 'person'>): Promise<{ device: PushDevice; subscribed: Device }>
  close(): Promise<void>
}

/** The settings with which a gateway pushes to this origin, their files in `folder`. */
export async function pushSettings(origin: PushOrigin, folder: string): Promise<Record<string, string>> {
  const [key, ca] = [join(folder, 'vapid.key'), join(folder, 'ca.pem')]
  await Promise.all([createVapidKey(key), writeFile(ca, origin.ca)])
  return {
    VAPID_KEY_FILE: key,
    VAPID_SUBJECT: 'mailto:operator@kita.example',
    PUSH_ORIGINS: origin.origin,
    PUSH_CA_FILE: ca,
  }
}

export async function openPushHouse(
  more: Record<string, string> = {},
  options: HouseOptions = { beginning: beginningOfFew },
): Promise<PushHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'morgenkreis-push-'))
  const origin = await PushOrigin.start()
  const house = await openHouse({ ...(await pushSettings(origin, folder)), ...more }, options)
  return {
    house,
    origin,
    async subscribe(who) {
      const device = origin.device()
      const input = { ...device.subscription, kind: 'android' } as const
      const subscribed = orFail(await house.call('push.subscribe', { person: who.person, as: null }, input))
      return { device, subscribed }
    },
    async close() {
      await house.close()
      await origin.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Goes on to the next time that the Kita's clock shows this; at noon nothing is quiet. */
export function toClock({ clock }: House, time: string): void {
  const now = Temporal.Instant.fromEpochMilliseconds(clock.now().getTime()).toZonedDateTimeISO('Europe/Berlin')
  const today = now.toPlainDate().toZonedDateTime({ timeZone: 'Europe/Berlin', plainTime: time })
  const next = Temporal.ZonedDateTime.compare(today, now) > 0 ? today : today.add({ days: 1 })
  clock.advance(next.epochMilliseconds - now.epochMilliseconds)
}
