import type { Server } from 'node:http'
import type { FacilityId, MembershipId } from '@morgenkreis/protocol'
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { Committers } from './commit/committers.ts'
import { prepare } from './database.ts'
import type { DoorParts } from './doors/door.ts'
import { httpDoor } from './doors/http.ts'
import { openInProcessDoor } from './doors/in-process.ts'
import { createSockets, openSocketDoor } from './doors/socket.ts'
import { Fleet } from './fleet/fleet.ts'
import { Follow, personStream } from './fleet/follow.ts'
import { createLoginLimits } from './identity/login-limits.ts'
import { Sessions, type Signed } from './identity/sessions.ts'
import { readHeads } from './journal/read.ts'
import { createCallLimits } from './limits.ts'
import { createMetrics } from './metrics.ts'
import type { Ground } from './open.ts'
import { createPasswords, type Passwords } from './passwords.ts'
import { Places } from './places.ts'
import { facilityStream, type Stream } from './plan.ts'
import { operatorRoutes } from './operator-routes.ts'
import { joinByRedis } from './redis.ts'
import { Registry } from './registry.ts'
import { loadRoster } from './roster/load.ts'
import { Rosters } from './roster/rosters.ts'
import type { Feature } from './shell.ts'
import { Connections, hatsOf, type Hats } from './sockets/connections.ts'
import { SlowReaders } from './sockets/slow-readers.ts'
import { Steps } from './steps.ts'
import { Tell } from './tell.ts'
import { Readers } from './telling/render.ts'
import { loadWeb, mountWeb, type WebHandler } from './web.ts'
import { aloneWaker, type Waker } from './wake.ts'

/** A running gateway. */
export interface Gateway {
  /** What browsers have before the path. */
  readonly origin: string
  readonly port: number
  readonly http: FastifyInstance
  /** Ends in order: tells the clients, lets what was begun finish, closes. */
  close(spreadMs?: number): Promise<void>
}

export interface Options {
  readonly features: readonly Feature[]
  /** Cheaper ones for tests. */
  readonly passwords?: Passwords
  /** Serves the pages in place of the built web app, on this server: development does. */
  readonly web?: (server: Server) => Promise<WebHandler>
}

/** Builds a gateway on opened ground and listens. */
export async function startGateway(
  ground: Ground,
  { features, passwords = createPasswords(), web }: Options,
): Promise<Gateway> {
  const { config, clock, log, database, sealer, macs, journal } = ground
  let origin = config.publicOrigin
  let draining = false
  const gatewayId = clock.id()
  const logger: FastifyBaseLogger = log
  const app: FastifyInstance = Fastify({
    loggerInstance: logger,
    disableRequestLogging: true,
    trustProxy: 'loopback, linklocal, uniquelocal',
    requestTimeout: 10_000,
    http: { headersTimeout: 8_000, connectionsCheckingInterval: 1_000 },
    forceCloseConnections: true,
  })

  const registry = new Registry()
  const readers = new Readers()
  const rosters = new Rosters(
    (id) => loadRoster(id, { rosters: ground.roster, heads: journal.heads, sealer }),
    config.leaseMs,
    log,
  )
  const metrics = createMetrics()
  const sessions: Sessions = new Sessions({
    store: ground.identity,
    macs,
    passwords,
    limits: createLoginLimits(),
    clock,
    ended: async (person) => {
      await raiseDecisions(personStream(person))
      await connections.recheck(person)
      waker.wake({ decided: personStream(person) })
    },
  })
  const connections: Connections = new Connections(() => sessions, log)
  const io = createSockets(app, {
    origin: () => origin,
    secure: config.secure,
    sessions: () => sessions,
    able: () => able(),
  })
  const waker: Waker = config.redisUrl === null ? aloneWaker : joinByRedis(io, config.redisUrl, config.database, log)
  const tell: Tell = new Tell({
    io,
    journal,
    readers,
    rosters,
    log,
    fresh: () => follow.able,
    wake: (rooms) => waker.wake({ rooms }),
  })
  const fleet = new Fleet(ground.fleet, gatewayId, config.leaseMs)
  const follow = new Follow({
    journal,
    rosters,
    tell,
    fleet,
    connections,
    log,
    pollMs: config.pollMs,
    leaseMs: config.leaseMs,
  })
  const committers = new Committers({
    database,
    journal,
    sealer,
    clock,
    log,
    told: (rows) => tell.committed(rows),
    refresh: async (streams) => void (await Promise.all(streams.map((stream) => rosters.refresh(facilityIn(stream))))),
  })
  const fresh = () => follow.able
  const able = () => !draining && fresh()

  rosters.onChange((before, now) => connections.rosterChanged(before, now))
  connections.onEmpty = (room) => tell.forget(room)
  waker.onWake(({ rooms, decided }) => {
    for (const { room, seq } of rooms ?? []) tell.reached(room, seq)
    if (decided !== undefined) follow.decided(decided).catch((error: unknown) => log.warn({ err: error }, 'wake-up'))
  })

  /** Lets every gateway act by what was just decided, and waits for it (K-35). */
  async function everywhere(facility: FacilityId): Promise<void> {
    const stream = facilityStream(facility)
    const roster = await rosters.refresh(facility, (rosters.peek(facility)?.decisions ?? 0) + 1)
    waker.wake({ decided: stream })
    await fleet.actsBy(stream, roster?.decisions ?? 0)
  }

  async function raiseDecisions(stream: Stream): Promise<void> {
    const fresh = { n: 0, logEpoch: 1, added: {}, heads: {} }
    await journal.heads.model.updateOne(
      { _id: stream },
      { $inc: { decisions: 1 }, $setOnInsert: fresh },
      { upsert: true },
    )
  }

  const facilities = new Map<MembershipId, FacilityId>()
  /** A membership never changes its facility: asked once. */
  async function facilityOf(membership: MembershipId): Promise<FacilityId | null> {
    const known = facilities.get(membership)
    if (known !== undefined) return known
    const found = await ground.roster.memberships.model.findById(membership).select('facility').lean()
    if (found !== null) facilities.set(membership, found.facility)
    return found?.facility ?? null
  }

  async function hats(signed: Signed): Promise<Hats> {
    const own = await ground.roster.memberships.model.distinct('facility', { person: signed.person, endedAt: null })
    const found = await Promise.all(own.map((id) => rosters.get(id)))
    return hatsOf(
      signed.person,
      found.filter((roster) => roster !== null),
    )
  }

  async function followedHats(signed: Signed): Promise<Hats> {
    const worn = await hats(signed)
    const heads = await readHeads(
      journal,
      worn.rosters.map(({ facility }) => facilityStream(facility.id)),
    )
    for (const [room, facility] of worn.rooms) {
      const head = heads.find(({ _id }) => _id === facilityStream(facility))
      if (head !== undefined) tell.follow(room, facility, head)
    }
    return worn
  }

  const shell = { on: registry.on, place: registry.place, readers, database, sealer, macs, clock, sessions, rosters }
  const stored = features.flatMap((feature) =>
    feature({ ...shell, roster: ground.roster, journal, hatsOf: hats, exists: (ref) => registry.exists(ref) }),
  )
  await prepare(stored)

  const places = new Places(registry.places)
  const steps = new Steps({ registry, rosters, places, committers, macs, clock, facilityOf, everywhere })
  const doors: DoorParts = { steps, sessions, limits: createCallLimits(), clock, log, metrics, able, fresh }
  openSocketDoor({
    ...doors,
    io,
    connections,
    hatsOf: followedHats,
    isCurrent: ({ rosters: taken, rooms }) =>
      taken.every((roster) => rosters.isCurrent(roster)) && tell.follows(rooms.keys()),
  })
  const closeInProcess = openInProcessDoor(doors)
  await app.register(httpDoor({ ...doors, origin: () => origin, secure: config.secure }), { prefix: '/api' })
  await app.register(operatorRoutes({ metrics, token: config.metricsToken, ready: able, alive: () => true }))
  const handler = (await web?.(app.server)) ?? (config.webHandler === null ? null : await loadWeb(config.webHandler))
  if (handler !== null) await app.register(mountWeb(handler, () => origin))
  const slow = new SlowReaders(connections, tell, log)
  metrics.gauge('morgenkreis_sockets', 'Connected sockets', () => connections.size)
  metrics.gauge('morgenkreis_waiting_plans', 'Plans that wait for a committer', () => committers.waiting)
  metrics.gauge('morgenkreis_lagging_readers', 'Sockets that do not keep up', () => slow.lagging)
  metrics.gauge('morgenkreis_told_events', 'Events told, once per room', () => tell.sent)

  await follow.start()
  await app.listen({ host: config.host, port: config.port })
  const address = app.server.address()
  const port = address !== null && typeof address === 'object' ? address.port : config.port
  if (config.port === 0) origin = `http://localhost:${port}`

  return {
    origin,
    port,
    http: app,
    async close(spreadMs = 0) {
      draining = true
      tell.drain(spreadMs)
      await committers.close()
      await follow.stop()
      await fleet.leave().catch(() => undefined)
      slow.stop()
      closeInProcess()
      await io.close()
      await app.close()
      await waker.close()
    },
  }
}

const facilityIn = (stream: Stream) => stream.slice('facility:'.length) as FacilityId
