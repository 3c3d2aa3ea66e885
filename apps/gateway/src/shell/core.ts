import type { PersonId } from '@morgenkreis/protocol'
import { Belongings } from './account/belongings.ts'
import { Departure } from './account/departure.ts'
import { RecentRows } from './audit/recent-rows.ts'
import { Committers } from './commit/committers.ts'
import { KnownHeads } from './commit/known-heads.ts'
import { Decisions } from './decisions.ts'
import { createSockets } from './doors/socket.ts'
import { Holdables } from './holdables.ts'
import { Fleet } from './fleet/fleet.ts'
import { Follow } from './fleet/follow.ts'
import { housekeeping } from './jobs/housekeeping.ts'
import { keyKeeping } from './jobs/key-keeping.ts'
import { Leases } from './jobs/leases.ts'
import { Recurring } from './jobs/recurring.ts'
import { createLoginLimits } from './identity/login-limits.ts'
import { Sessions } from './identity/sessions.ts'
import { Memberships } from './memberships.ts'
import type { Ground } from './open.ts'
import type { Passwords } from './passwords.ts'
import { Perishables } from './purge/perishing.ts'
import { buildNotifying } from './notify/build.ts'
import { facilityIn } from './plan.ts'
import { joinByRedis } from './redis.ts'
import { loadRoster } from './roster/load.ts'
import { Rosters } from './roster/rosters.ts'
import { Connections } from './sockets/connections.ts'
import { SlowReaders } from './sockets/slow-readers.ts'
import { Tell, type TellParts } from './tell.ts'
import { Readers } from './telling/render.ts'
import { Trash } from './trash/trash.ts'
import { aloneWaker, type Waker } from './wake.ts'
import type { FastifyInstance } from 'fastify'

export interface CoreOptions {
  readonly passwords: Passwords
  readonly origin: () => string
  /** May this gateway serve? */
  readonly able: () => boolean
}

/** The parts of a gateway that know each other, joined; nothing is served yet. */
export type Core = ReturnType<typeof buildCore>

export function buildCore(ground: Ground, app: FastifyInstance, { passwords, origin, able }: CoreOptions) {
  const { config, clock, log, database, sealer, macs, journal, identity } = ground
  const stores = { rosters: ground.roster, heads: journal.heads, sealer, macs, clock }
  const rosters = new Rosters((id) => loadRoster(id, stores), config.leaseMs, log)
  const ended = async (person: PersonId) => {
    await decisions.ofPerson(person)
    await connections.recheck(person)
    await notifying.subscriptions.sweep(person)
  }
  const limits = createLoginLimits()
  const sessions = new Sessions({ store: identity, macs, passwords, clock, ledger: ground.ledger, ended, limits })
  const connections = new Connections(sessions, log)
  const io = createSockets(app, { origin, able, sessions, secure: config.secure })
  const waker: Waker = config.redisUrl === null ? aloneWaker : joinByRedis(io, config.redisUrl, config.database, log)
  const readers = new Readers()
  const wake: TellParts['wake'] = (rooms) => waker.wake({ rooms })
  const tell = new Tell({ io, journal, readers, rosters, log, wake, fresh: () => follow.able })
  const own = clock.id()
  const fleet = new Fleet(ground.fleet, own, config.leaseMs)
  const decisions: Decisions = new Decisions({ journal, rosters, fleet, waker })
  const { pollMs, leaseMs } = config
  const follow: Follow = new Follow({ database, journal, rosters, tell, fleet, connections, log, pollMs, leaseMs })
  const notifying = buildNotifying(ground, {
    ...{ rosters, readers, origin },
    sessions: () => sessions,
    fresh: () => follow.able,
  })
  const recent = new RecentRows()
  const committers = new Committers({
    ...{ database, journal, sealer, log, known: new KnownHeads() },
    told: (rows) => {
      recent.committed(rows)
      tell.committed(rows)
      notifying.notify.committed(rows)
    },
    refresh: async (streams) => void (await Promise.all(streams.map((one) => rosters.refresh(facilityIn(one))))),
  })
  const memberships = new Memberships(ground, rosters)
  const slow = new SlowReaders(connections, tell, log)
  const perishables = new Perishables()
  const recurring = new Recurring(new Leases(ground.leases, own), log)
  const belongings = ownBelongings(ground)
  const departure = new Departure({ ground, rosters, committers, decisions, belongings })
  recurring.add('accounts', { everyMs: 60_000, leaseMs: 600_000, work: () => departure.goOn() })
  const trash = new Trash()
  const holdables = new Holdables()
  const overdue = housekeeping(recurring, ground, { perishables, trash, holdables, recent })
  const keyHealth = keyKeeping(recurring, ground, perishables)

  rosters.onChange((before, now) => connections.rosterChanged(before, now))
  rosters.onChange((before, now) => notifying.notify.rosterChanged(before, now))
  connections.onEmpty = (room) => tell.forget(room)
  waker.onWake(({ rooms, decided, signal }) => {
    if (signal !== undefined) tell.signal(signal)
    for (const { room, seq } of rooms ?? []) tell.reached(room, seq)
    if (decided !== undefined) follow.decided(decided).catch((error: unknown) => log.warn({ err: error }, 'wake-up'))
  })
  return {
    rosters,
    sessions,
    connections,
    io,
    waker,
    readers,
    tell,
    fleet,
    decisions,
    follow,
    committers,
    memberships,
    slow,
    perishables,
    trash,
    holdables,
    recurring,
    overdue,
    keyHealth,
    belongings,
    departure,
    notifying,
  }
}

/** What the shell itself keeps of a person beside the account. */
function ownBelongings({ roster, identity, notify }: Ground): Belongings {
  const belongings = new Belongings()
  const { labels, profiles } = roster
  belongings.register({
    collection: labels.native,
    of: ({ memberships }) => ({ membership: { $in: [...memberships] } }),
  })
  belongings.register({ collection: profiles.native, of: ({ person }) => ({ person }) })
  belongings.register({ collection: identity.sessions.native, of: ({ person }) => ({ person }) })
  const { subscriptions, deliveries, preferences } = notify
  for (const { native: collection } of [subscriptions, deliveries])
    belongings.register({ collection, of: ({ person }) => ({ person }) })
  belongings.register({ collection: preferences.native, of: ({ person }) => ({ _id: person }) })
  return belongings
}
