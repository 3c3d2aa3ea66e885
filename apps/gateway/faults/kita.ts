import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { AnnouncementId, MembershipId, PersonId } from '@morgenkreis/protocol'
import { sessionCookie } from '@morgenkreis/protocol'
import * as world from '@morgenkreis/world'
import pino from 'pino'
import { createRootKey, Installation, openGround, readConfig, systemClock, type Ground } from '../src/index.ts'

/** Somebody with one hat, as a client signs in. */
export interface Member {
  readonly who: string
  readonly person: PersonId
  readonly as: MembershipId
}

const { named, sonnen } = world
export const anna: Member = { who: 'Anna', person: named.anna.person, as: named.anna.admin }
export const emre: Member = { who: 'Emre', person: named.emre.person, as: named.emre.educator }
export const frieda: Member = { who: 'Frieda', person: named.frieda.person, as: named.frieda.educator }
export const paula: Member = { who: 'Paula', person: named.paula.person, as: named.paula.guardian }
export const paul: Member = { who: 'Paul', person: named.paul.person, as: named.paul.guardian }
export const sami: Member = { who: 'Sami', person: named.sami.person, as: named.sami.guardian }
export const olga: Member = { who: 'Olga', person: named.olga.person, as: named.olga.admin }

const known = new Set<PersonId>(Object.values(named).map(({ person }) => person))
const inSonnen = new Set(world.children.filter(({ group }) => group === sonnen).map(({ id }) => id))

/** Guardians of the Sonnengruppe whom nobody knows by name. */
export const guardians: readonly Member[] = world.memberships
  .filter(({ role, person }) => role === 'guardian' && !known.has(person))
  .filter(({ children }) => children.some(({ child }) => inSonnen.has(child)))
  .map(({ id, person }, n) => ({ who: `guardian ${n + 1}`, person, as: id }))

/** Everybody of the whole Kita with one hat: enough for thousands of phones. */
export const everybody: readonly Member[] = world.memberships
  .filter(({ role, person }) => role === 'guardian' && !known.has(person))
  .map(({ id, person }, n) => ({ who: `member ${n + 1}`, person, as: id }))

const announcement = world.announcements.find(({ groups }) => groups !== 'all' && groups.join() === sonnen)

/** A Kita on a database of its own, without a gateway: the settings to start some, and a look into what they store. */
export interface Kita {
  readonly env: Record<string, string>
  readonly ground: Ground
  /** An announcement to the Sonnengruppe: what is said under it is for its guardians and staff, and for nobody else. */
  readonly announcement: AnnouncementId
  cookieOf(member: Member): Promise<string>
  close(): Promise<void>
}

export async function openKita(mongodbUri: string, mayDrop = true): Promise<Kita> {
  if (announcement === undefined) throw new Error('the world has no announcement for the Sonnengruppe alone')
  const folder = await mkdtemp(join(tmpdir(), 'morgenkreis-faults-'))
  const database = `f${randomUUID().slice(0, 8)}`
  const env = {
    MONGODB_URI: mongodbUri,
    DATABASE: database,
    KEYS_DATABASE: `${database}-keys`,
    ROOT_KEY_FILE: join(folder, 'root.key'),
    LOG_LEVEL: 'info',
    // The origin of both gateways, as behind one load balancer.
    PUBLIC_ORIGIN: 'http://localhost',
  }
  await createRootKey(env.ROOT_KEY_FILE)
  const ground = await openGround(readConfig(env), systemClock, pino({ level: 'silent' }))
  const installation = new Installation(ground)
  await installation.fill({
    facilities: world.facilities,
    // A password is a hash that nobody here needs.
    people: world.people.map((person) => ({ ...person, password: null })),
    children: world.children,
    memberships: world.memberships,
    announcements: [{ ...announcement, at: new Date(Date.now() - 3_600_000) }],
    comments: [],
  })
  return {
    env,
    ground,
    announcement: announcement.id,
    cookieOf: async ({ person }) => `${sessionCookie(false)}=${await installation.openSession(person)}`,
    async close() {
      if (mayDrop) await Promise.all([ground.database.data.dropDatabase(), ground.database.keys.dropDatabase()])
      await ground.database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
