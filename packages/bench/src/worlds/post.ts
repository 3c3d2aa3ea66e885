import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createVapidKey, type Ground } from '@morgenkreis/gateway'
import { PushOrigin, type PushDevice, type Pushed } from '@morgenkreis/sandbox'

const patienceMs = 180_000
/** Whoever holds this lease spreads what happened. */
const lease = 'notifying'

/**
 * The push service of some worlds and their twins. What happened rings only once all is over: then it is no matter of time what
 * was taken away before anybody was told.
 */
export class Post {
  readonly #origin: PushOrigin

  private constructor(origin: PushOrigin) {
    this.#origin = origin
  }

  static async open(): Promise<Post> {
    return new Post(await PushOrigin.start())
  }

  close(): Promise<void> {
    return this.#origin.close()
  }

  /** With these a gateway pushes to it. */
  async settings(folder: string): Promise<Record<string, string>> {
    const [key, ca] = [join(folder, 'vapid.key'), join(folder, 'ca.pem')]
    await Promise.all([createVapidKey(key), writeFile(ca, this.#origin.ca)])
    const subject = 'mailto:operator@welten.example'
    return { VAPID_KEY_FILE: key, VAPID_SUBJECT: subject, PUSH_ORIGINS: this.#origin.origin, PUSH_CA_FILE: ca }
  }

  device(): PushDevice {
    return this.#origin.device()
  }

  /** What came so far, by the device that it was for. */
  arrived(): ReadonlyMap<PushDevice, readonly Pushed[]> {
    return Map.groupBy(this.#origin.pushed, ({ device }) => device)
  }

  /** Nothing rings from now on. */
  async hold({ leases }: Ground): Promise<void> {
    const until = new Date(Date.now() + 24 * 60 * 60_000)
    await leases.native.replaceOne({ _id: lease }, { holder: 'the worlds', until }, { upsert: true })
  }

  /** Everything that happened rings, and has arrived. */
  async deliver({ leases, journal, notify }: Ground): Promise<void> {
    await leases.native.deleteOne({ _id: lease })
    for (const until = performance.now() + patienceMs; performance.now() < until; await pause(100)) {
      const [heads, followed] = await Promise.all([
        journal.heads.native.find({}, { projection: { n: 1 } }).toArray(),
        notify.followed.native.find({}).toArray(),
      ])
      const reached = new Map(followed.map(({ _id, n }) => [_id, n as number]))
      const areFollowed = heads.every(({ _id, n }) => (n as number) <= (reached.get(_id) ?? 0))
      if (areFollowed && (await notify.deliveries.model.countDocuments({ state: 'waiting' })) === 0) return
    }
    throw new Error('what happened did not ring in time')
  }
}
