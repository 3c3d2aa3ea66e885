import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ground } from '@morgenkreis/gateway'
import type { PersonId } from '@morgenkreis/protocol'
import { outsideIn } from './outside.ts'
import { rootKeyIn } from './root-key.ts'
import { withChatter } from './chatter.ts'
import { worldAt } from './week.ts'

const dayMs = 24 * 60 * 60 * 1000

/** The demo world without a gateway: the settings to start some on it, and a look into what they store. */
export interface DemoGround {
  readonly ground: Ground
  readonly env: Readonly<Record<string, string>>
  /** The token of a new session of this person. */
  openSession(person: PersonId): Promise<string>
  close(): Promise<void>
}

/** Fills the demo world, and so many messages before it, into databases of its own on this server; they are gone when it is closed. */
export async function openDemoGround(
  mongodbUri: string,
  more: Readonly<Record<string, string>> = {},
  chatter = 0,
): Promise<DemoGround> {
  const folder = await mkdtemp(join(tmpdir(), 'morgenkreis-demo-'))
  const database = `d${randomUUID().slice(0, 8)}`
  const env = {
    MONGODB_URI: mongodbUri,
    DATABASE: database,
    KEYS_DATABASE: `${database}-keys`,
    ROOT_KEY_FILE: await rootKeyIn(folder),
    LOG_LEVEL: 'warn',
    ...(await outsideIn(folder, more)),
    ...more,
  }
  const [{ createPasswords, Installation }, { openAsItIs }] = await Promise.all([
    import('@morgenkreis/gateway'),
    import('./ground.ts'),
  ])
  const { ground } = await openAsItIs(env)
  const installation = new Installation(ground)
  // Cheap hashes: each is made anew, with all its rounds, at the first login.
  // Its week has ended before today: a page is the same at every time of the day.
  const world = withChatter(worldAt(new Date(ground.clock.now().getTime() - dayMs)), chatter)
  await installation.fill(world, () => undefined, createPasswords({ rounds: 1000 }))
  return {
    ground,
    env,
    openSession: (person) => installation.openSession(person),
    async close() {
      await ground.database.data.dropDatabase()
      await ground.database.keys.dropDatabase()
      await ground.database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
