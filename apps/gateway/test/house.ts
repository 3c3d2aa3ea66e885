import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AnnouncementId, InputOf, MembershipId, OperationName, PersonId, Reply } from '@morgenkreis/protocol'
import { sessionCookie } from '@morgenkreis/protocol'
import * as world from '@morgenkreis/world'
import pino from 'pino'
import { inject } from 'vitest'
import { expectDeclared } from './declared.ts'
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
import type { Clock, Gateway, Ground, Passwords } from '../src/index.ts'

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

/** The demo week, placed before `now`: all of it, or these announcements and what stands under them. */
export function beginningAt(now: Date, only?: readonly AnnouncementId[]) {
  const at = ({ day, time }: { day: number; time: string }) => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number)
    const date = new Date(now.getTime() + (day - 1) * 24 * 60 * 60 * 1000)
    date.setUTCHours(hours, minutes, 0, 0)
    return date
  }
  const kept = (id: AnnouncementId) => only === undefined || only.includes(id)
  return {
    ...world,
    // Tests say themselves who opens what.
    openings: [],
    announcements: world.announcements
      .filter(({ id }) => kept(id))
      .map(({ day, time, ...one }) => ({ ...one, at: at({ day, time }) })),
    comments: world.comments
      .filter(({ announcement }) => kept(announcement))
      .map(({ day, time, ...one }) => ({ ...one, at: at({ day, time }) })),
    // Few announcements are for tests that say themselves what is said.
    messages:
      only === undefined ? world.messages.map(({ day, time, ...one }) => ({ ...one, at: at({ day, time }) })) : [],
    conversations:
      only === undefined ? world.conversations.map(({ day, time, ...one }) => ({ ...one, at: at({ day, time }) })) : [],
  }
}

/** Who calls: a person, and the hat that it wears. */
export interface Caller {
  readonly person: PersonId
  readonly as: MembershipId | null
}

/** A running house with the demo world: a real gateway on a real MongoDB, and sessions ready for everybody. */
export interface House {
  readonly ground: Ground
  readonly gateway: Gateway
  readonly clock: TestClock
  readonly installation: Installation
  readonly env: Record<string, string>
  /** Every line of the log, at its most talkative. */
  readonly logged: string[]
  tokenOf(person: PersonId): Promise<string>
  /** The headers of a browser in which this person is signed in. */
  headersOf(person: PersonId): Promise<Record<string, string>>
  /** One call over HTTP. */
  call<Name extends OperationName>(
    name: Name,
    who: Caller,
    input: InputOf<Name>,
    request?: string,
  ): Promise<Reply<Name>>
  /** Everything that reached this person: frames of its sockets, and bodies of its calls. */
  heardBy(person: PersonId): string[]
  close(): Promise<void>
}

type Beginning = ReturnType<typeof beginningAt>

export interface HouseOptions {
  /** Who and what is there when the gateway starts: the whole demo week if left out. */
  readonly beginning?: (now: Date) => Beginning
  /** Of the gateway; the people of the world are filled in with cheap ones. */
  readonly passwords?: Passwords
}

export async function openHouse(
  overrides: Record<string, string> = {},
  { beginning = beginningAt, passwords = createPasswords({ rounds: 1000 }) }: HouseOptions = {},
): Promise<House> {
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
    LOG_LEVEL: 'trace',
    ...overrides,
  }
  const clock = new TestClock()
  const logged: string[] = []
  const log = pino({ level: env.LOG_LEVEL }, { write: (line: string) => void logged.push(line) })
  const ground = await openGround(readConfig(env), clock, log)
  const installation = new Installation(ground)
  await installation.fill(beginning(clock.now()), () => undefined, createPasswords({ rounds: 1000 }))
  const gateway = await startGateway(ground, { features, passwords })

  const tokens = new Map<PersonId, Promise<string>>()
  const tokenOf = (person: PersonId) => {
    const token = tokens.get(person) ?? installation.openSession(person)
    tokens.set(person, token)
    return token
  }
  const headersOf = async (person: PersonId) => ({
    cookie: `${sessionCookie(false)}=${await tokenOf(person)}`,
    origin: gateway.origin,
  })
  const heard = new Map<PersonId, string[]>()
  const heardBy = (person: PersonId) => {
    const list = heard.get(person) ?? []
    heard.set(person, list)
    return list
  }
  return {
    ground,
    gateway,
    clock,
    installation,
    env,
    logged,
    tokenOf,
    headersOf,
    heardBy,
    async call(name, { person, as }, input, request = randomUUID()) {
      const response = await fetch(`${gateway.origin}/api/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(await headersOf(person)) },
        body: JSON.stringify({ as, request, input }),
      })
      const body = await response.text()
      heardBy(person).push(body)
      const reply = JSON.parse(body) as Reply<OperationName>
      expectDeclared(name, reply)
      return reply as never
    },
    async close() {
      await gateway.close()
      await ground.database.data.dropDatabase()
      await ground.database.keys.dropDatabase()
      await ground.database.close()
      await rm(folder, { recursive: true, force: true })
      // Whatever a test did to the house: nothing of it was a defect.
      const defects = logged.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)
      if (defects.length > 0) throw new Error(`the log has defects:\n${defects.join('')}`)
    },
  }
}
