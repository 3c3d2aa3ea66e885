import { PushOrigin } from '@morgenkreis/sandbox'
import type { PushDevice, Pushed } from '@morgenkreis/sandbox'
import { insist } from './insisting.ts'
import { markedWith } from './marks.ts'
import type { Phone } from './phone.ts'
import type { PlayedTime } from './played-time.ts'

/** A notification as it came to a device. */
export interface Notification {
  readonly who: string
  readonly id: string
  readonly category: string
  /** Milliseconds of the played day. */
  readonly at: number
}

/** The devices on which some of the players are rung, with a push service of our own. */
export class Devices {
  readonly origin: PushOrigin
  readonly arrived: Notification[] = []
  /** What said more than that there is something (D-06: content-free). */
  readonly talkative: string[] = []
  readonly listening = new Set<string>()
  readonly #owners = new Map<PushDevice, string>()

  private constructor(origin: PushOrigin, time: PlayedTime) {
    this.origin = origin
    origin.answer = (push) => {
      this.#arrive(push, time.now())
      return { status: 201 }
    }
  }

  static async start(time: PlayedTime): Promise<Devices> {
    return new Devices(await PushOrigin.start(), time)
  }

  /** Somebody allows notifications on the phone. */
  async subscribe(phone: Phone): Promise<void> {
    const device = this.origin.device()
    this.#owners.set(device, phone.player.name)
    const input = { ...device.subscription, kind: 'android' } as const
    const reply = await insist(() => phone.door, 'push.subscribe', { as: null, input })
    if (!reply.ok) throw new Error(`push.subscribe: ${reply.error.code}`)
    this.listening.add(phone.player.name)
  }

  close(): Promise<void> {
    return this.origin.close()
  }

  #arrive({ device, text }: Pushed, at: number): void {
    const who = this.#owners.get(device) ?? 'nobody'
    const { id, category, ...more } = JSON.parse(text) as { id: string; category: string }
    if (Object.keys(more).length > 0 || markedWith(text).length > 0) this.talkative.push(text.trim())
    this.arrived.push({ who, id, category, at })
  }
}
