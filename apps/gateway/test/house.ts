import { randomUUID } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MembershipId, OperationName, InputOf, PersonId, Reply, RequestId } from '@morgenkreis/protocol'
import { sessionCookie } from '@morgenkreis/protocol'
import * as world from '@morgenkreis/world'
import pino from 'pino'
import { inject } from 'vitest'
import {
  createPasswords,
  createRootKey,
  features,
  idAt,
  Installation,
  openGround,
  readConfig,
  startGateway,
} from '../src/index.ts'
import type { Clock, Gateway, Ground } from '../src/index.ts'

/** A clock that stands where the test puts it. */
export class TestClock implements Clock {
  #now: number
  constructor(now: Date = new Date()) {
    this.#now = now.getTime()
  }
  now() {
    return new Date(this.#now)
  }
  id() {
    return idAt(this.#now)
  }
  advance(ms: number) {
    this.#now += ms
  }
}

/** The demo week, placed before `now`. */
export function beginningAt(now: Date) {
  const at = ({ day, time }: { day: number; time: string }) => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number)
    const date = new Date(now.getTime() + (day - 1) * 24 * 60 * 60 * 1000)
    date.setUTCHours(hours, minutes, 0, 0)
    return date
  }
  return {
    ...world,
    announcements: world.announcements.map(({ day, time, ...one }) => ({ ...one, at: at({ day, time }) })),
    comments: world.comments.map(({ day, time, ...one }) => ({ ...one, at: at({ day, time }) })),
  }
}

/** A running house with the demo world: a real gateway on a real MongoDB, and sessions ready for everybody. */
export interface House {
  readonly ground: Ground
  readonly gateway: Gateway
  readonly clock: TestClock
  readonly installation: Installation
  readonly env: Record<string, string>
  tokenOf(person: PersonId): Promise<string>
  /** One call over HTTP. */
  call<Name extends OperationName>(
    name: Name,
    who: { person: PersonId; as: MembershipId | null },
    input: InputOf<Name>,
    request?: string,
  ): Promise<Reply<Name>>
  close(): Promise<void>
}

export async function openHouse(overrides: Record<string, string> = {}): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), 'morgenkreis-house-'))
  const rootKeyFile = join(folder, 'root.key')
  await createRootKey(rootKeyFile)
  const database = `t${randomUUID().slice(0, 12).replaceAll('-', '')}`
  const env = {
    PORT: '0',
    MONGODB_URI: inject('mongodbUri'),
    DATABASE: database,
    KEYS_DATABASE: `${database}-keys`,
    ROOT_KEY_FILE: rootKeyFile,
    LOG_LEVEL: 'error',
    ...overrides,
  }
  const clock = new TestClock()
  const ground = await openGround(readConfig(env), clock, pino({ level: env.LOG_LEVEL }))
  const installation = new Installation(ground)
  const passwords = createPasswords({ rounds: 1000 })
  await installation.fill(beginningAt(clock.now()), () => undefined, passwords)
  const gateway = await startGateway(ground, { features, passwords })
  const tokens = new Map<PersonId, Promise<string>>()
  const tokenOf = (person: PersonId) => {
    const token = tokens.get(person) ?? installation.openSession(person)
    tokens.set(person, token)
    return token
  }
  return {
    ground,
    gateway,
    clock,
    installation,
    env,
    tokenOf,
    async call(name, { person, as }, input, request = randomUUID()) {
      const response = await fetch(`${gateway.origin}/api/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: `${sessionCookie(false)}=${await tokenOf(person)}` },
        body: JSON.stringify({ as, request: request as RequestId, input }),
      })
      return (await response.json()) as never
    },
    async close() {
      await gateway.close()
      await ground.database.data.dropDatabase()
      await ground.database.keys.dropDatabase()
      await ground.database.close()
    },
  }
}
