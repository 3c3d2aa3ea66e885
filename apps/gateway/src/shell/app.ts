import type { Server } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { Pseudonyms } from './audit/pseudonyms.ts'
import { remembered } from './audit/remembered.ts'
import { buildCore, type Core } from './core.ts'
import { prepare } from './database.ts'
import type { DoorParts } from './doors/door.ts'
import { httpDoor } from './doors/http.ts'
import { openInProcessDoor } from './doors/in-process.ts'
import { openSocketDoor } from './doors/socket.ts'
import { createHttp } from './http-server.ts'
import type { KeyHealth } from './jobs/key-keeping.ts'
import { replayLedger } from './ledger/replay.ts'
import { beginLogsAnew, tick } from './ledger/restored.ts'
import { createCallLimits } from './limits.ts'
import { mailboxPage } from './mail/mailbox-page.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import type { Ground } from './open.ts'
import { operatorRoutes } from './operator-routes.ts'
import { createPasswords, type Passwords } from './passwords.ts'
import { Moderated } from './moderated.ts'
import { Places } from './places.ts'
import { erasable } from './purge/erasable.ts'
import { Registry } from './registry.ts'
import type { Feature } from './shell.ts'
import type { Signal } from './wake.ts'
import { closeSockets } from './sockets/engine.ts'
import { Steps } from './steps.ts'
import { loadWeb, mountWeb, type WebHandler } from './web.ts'

/** A running gateway. */
export interface Gateway {
  /** What browsers have before the path. */
  readonly origin: string
  readonly port: number
  readonly http: FastifyInstance
  /** Does recurring work now instead of at its time; false where another gateway does it. */
  work(name: string): Promise<boolean>
  /** Ends in order: tells the clients when to come back, at random within `spreadMs`, lets what was begun finish, closes. */
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
export async function startGateway(ground: Ground, options: Options): Promise<Gateway> {
  const { config, log } = ground
  let origin = config.publicOrigin
  let draining = false
  const app = createHttp(log, config.trustedProxies)
  const able = () => !draining && core.follow.able
  const passwords = options.passwords ?? createPasswords()
  const core = buildCore(ground, app, { passwords, able, origin: () => origin })
  const registry = new Registry()
  await registerFeatures(ground, core, { registry, able }, options.features)
  const doors = doorParts(ground, core, registry, able)
  openSockets(core, doors)
  const closeInProcess = openInProcessDoor(doors)
  if (config.mail?.smtp === null) await app.register(mailboxPage(core.notifying.mailbox, () => origin))
  await openHttp(app, doors, { ground, origin: () => origin, web: options.web })
  await core.follow.start()
  core.recurring.start()
  await core.notifying.notify.start()
  await app.listen({ host: config.host, port: config.port })
  const port = portOf(app) ?? config.port
  // Any free port was asked for: only now it is known what browsers have before the path.
  if (config.port === 0) origin = `http://localhost:${port}`

  return {
    origin,
    port,
    http: app,
    work: (name) => core.recurring.now(name),
    async close(spreadMs = 0) {
      draining = true
      core.tell.drain(spreadMs)
      await core.committers.close()
      await core.recurring.stop()
      await core.notifying.notify.stop()
      await core.follow.stop()
      core.slow.stop()
      closeInProcess()
      await closeSockets(core.io, app.server)
      // Only now does no removal have to wait for this gateway any more.
      await core.fleet.leave().catch(() => undefined)
      await app.close()
      await core.waker.close()
    },
  }
}

interface Registering {
  readonly registry: Registry
  readonly able: () => boolean
}

async function registerFeatures(
  ground: Ground,
  core: Core,
  { registry, able }: Registering,
  features: readonly Feature[],
) {
  const { config, database, sealer, macs, clock, roster, journal, audit } = ground
  const { readers, sessions, rosters, memberships, committers, notifying } = core
  const shell = {
    ...{
      on: registry.on,
      place: registry.place,
      onChildLeaving: registry.onChildLeaving,
      leavingOf: registry.leavingOf,
      readers,
      database,
      sealer,
      macs,
      clock,
      sessions,
      rosters,
      roster,
      journal,
      perishables: core.perishables,
      audit,
      belongings: core.belongings,
      departure: core.departure,
      notifying,
    },
    signal: (signal: Signal) => {
      core.tell.signal(signal)
      core.waker.wake({ signal })
    },
    trash: core.trash,
    holdables: core.holdables,
    pseudonyms: new Pseudonyms(audit),
    remembered: (kind: string, id: string) => remembered(kind, id, audit),
    moderated: new Moderated(),
    hatsOf: memberships.hatsOf.bind(memberships),
    exists: registry.exists.bind(registry),
    commit: committers.commit.bind(committers),
    job: (name: string, run: () => Promise<void>, everyMs = config.pollMs) =>
      core.recurring.add(name, {
        everyMs,
        leaseMs: config.leaseMs,
        work: async () => void (able() && (await run())),
      }),
  }
  await prepare(features.flatMap((feature) => feature(shell)))
  // Before anything is served: what a restore brought back goes again (N1).
  const { ledger, ledgerMarks, keysMarks, keys, log } = ground
  const marks = [ledgerMarks, keysMarks]
  await replayLedger({ ledger, marks, keys, log, collections: erasable(ground, core) })
  await beginLogsAnew(ground)
  // A full disk keeps nobody from starting; it is tried again every minute.
  await tick(ground).catch((error: unknown) => log.warn({ err: error }, 'how far the data have counted was not noted'))
}

function doorParts(ground: Ground, core: Core, registry: Registry, able: () => boolean): DoorParts {
  const { macs, clock, log } = ground
  const { rosters, committers, memberships, decisions, sessions } = core
  const places = new Places(registry.places)
  const steps = new Steps({ registry, rosters, places, committers, memberships, decisions, macs, clock })
  const metrics = gauges(createMetrics(), core)
  return { steps, sessions, limits: createCallLimits(), clock, log, metrics, able, fresh: () => core.follow.able }
}

function openSockets({ io, connections, memberships, rosters, tell }: Core, doors: DoorParts): void {
  openSocketDoor({
    ...{ ...doors, io, connections },
    hatsOf: (signed) => memberships.followedHats(signed, tell),
    isCurrent: (hats) => hats.rosters.every((one) => rosters.isCurrent(one)) && tell.follows(hats.rooms.keys()),
  })
}

interface Pages {
  readonly ground: Ground
  readonly origin: () => string
  readonly web: Options['web']
}

async function openHttp(
  app: FastifyInstance,
  doors: DoorParts,
  { ground: { config }, origin, web }: Pages,
): Promise<void> {
  await app.register(httpDoor({ ...doors, origin, secure: config.secure }), { prefix: '/api' })
  await app.register(operatorRoutes({ metrics: doors.metrics, token: config.metricsToken, ready: doors.able }))
  const handler = (await web?.(app.server)) ?? (config.webHandler === null ? null : await loadWeb(config.webHandler))
  if (handler !== null) await app.register(mountWeb(handler, origin))
}

function gauges(metrics: Metrics, core: Core): Metrics {
  const { connections, committers, slow, tell, overdue, notifying } = core
  metrics.gauge('morgenkreis_sockets', 'Connected sockets', () => connections.size)
  metrics.gauge('morgenkreis_waiting_plans', 'Plans that wait for a committer', () => committers.waiting)
  metrics.gauge('morgenkreis_lagging_readers', 'Sockets that do not keep up', () => slow.lagging)
  metrics.gauge('morgenkreis_most_waiting_bytes', 'What waits for the slowest reader', () => slow.mostWaiting)
  metrics.gauge('morgenkreis_told_events', 'Events told, once per room', () => tell.sent)
  metrics.gauges('morgenkreis_overdue_rows', 'Rows that should have gone a day ago', 'collection', () => overdue.counts)
  const { notify } = notifying
  metrics.gauge('morgenkreis_pushes_taken', 'Notifications that push services took', () => notify.taken)
  metrics.gauge(
    'morgenkreis_deliveries_waiting',
    'Notifications and mails that wait, of all gateways',
    () => notify.waiting,
  )
  metrics.gauge(
    'morgenkreis_deliveries_dead',
    'Notifications and mails that were given up, of all gateways',
    () => notify.dead,
  )
  keyGauges(metrics, core.keyHealth)
  return metrics
}

function keyGauges(metrics: Metrics, health: KeyHealth): void {
  metrics.gauge(
    'morgenkreis_root_epoch_age_seconds',
    'Age of the oldest epoch of the root key that keys need',
    () => health.figures.oldestEpochAgeMs / 1000,
  )
  metrics.gauge(
    'morgenkreis_overdue_keys',
    'Keys and epochs of the root key that outlive by more than 37 days what was destroyed under them',
    () => health.figures.overdue,
  )
  metrics.gauge('morgenkreis_swept_keys', 'Keys without data that this gateway has destroyed', () => health.swept)
}

function portOf({ server }: FastifyInstance): number | null {
  const address = server.address()
  return address !== null && typeof address === 'object' ? address.port : null
}
