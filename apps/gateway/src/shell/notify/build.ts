import type { Clock } from '../clock.ts'
import { Mailbox } from '../mail/mailbox.ts'
import { Leases } from '../jobs/leases.ts'
import { Mailer } from '../mail/mailer.ts'
import type { Ground } from '../open.ts'
import { PushSender } from '../push/sender.ts'
import { Subscriptions } from '../push/subscriptions.ts'
import type { Sessions } from '../identity/sessions.ts'
import type { Rosters } from '../roster/rosters.ts'
import type { Readers } from '../telling/render.ts'
import { Arrivals } from './arrivals.ts'
import { Deliverer } from './deliverer.ts'
import { Follower } from './follower.ts'
import { Notify } from './notify.ts'
import type { NotifyStore } from './store.ts'

export interface Notifying {
  readonly store: NotifyStore
  readonly notify: Notify
  readonly arrivals: Arrivals
  readonly subscriptions: Subscriptions
  readonly sender: PushSender | null
  readonly mailbox: Mailbox
  readonly mails: boolean
}

interface Joined {
  readonly rosters: Rosters
  readonly readers: Readers
  readonly sessions: () => Sessions
  readonly origin: () => string
  fresh(): boolean
}

/** Everything that leaves the house, joined; nothing is sent yet. */
export function buildNotifying(ground: Ground, { rosters, readers, sessions, origin, fresh }: Joined): Notifying {
  const { clock, log, journal, notify: store, sealer, identity, config } = ground
  const subscriptions = new Subscriptions({ store, sealer, sessions, clock })
  const sender = senderOf(ground, clock)
  const mailbox = new Mailbox()
  const mailer =
    config.mail === null ? null : new Mailer({ config: config.mail, mailbox, identity, sealer, clock, origin })
  const leases = new Leases(ground.leases, clock.id())
  const lease = { hold: () => leases.hold('notifying', config.leaseMs) }
  const ways = { push: sender !== null, mail: mailer !== null }
  const follower = new Follower({ store, journal, rosters, readers, clock, ways, lease, log })
  const arrivals = new Arrivals()
  const parts = { store, subscriptions, rosters, readers, arrivals, clock, log, sender, mailer, fresh }
  const deliverer = new Deliverer(parts)
  const leave = async () => {
    sender?.close()
    await leases.release()
  }
  const notify = new Notify({
    follower,
    deliverer,
    store,
    clock,
    log,
    pollMs: config.pollMs,
    isAble: ways.push || ways.mail,
    leave,
  })
  return { store, notify, arrivals, subscriptions, sender, mailbox, mails: mailer !== null }
}

function senderOf({ config: { push }, vapid }: Ground, clock: Clock): PushSender | null {
  if (push === null || vapid === null) return null
  const { subject, extraOrigins } = push
  return new PushSender({ key: vapid.key, subject, extraOrigins, ca: vapid.ca, now: () => clock.now() })
}
