import { join } from 'node:path'
import { createRootKey, Installation, openGround, readConfig, systemClock } from '@morgenkreis/gateway'
import type { PersonId } from '@morgenkreis/protocol'
import { pino } from 'pino'

export type Beginning = Parameters<Installation['fill']>[0]

/** A filled installation without a gateway: the settings to start gateways with, and a session of everybody who was named. */
export interface Filled {
  env: Record<string, string>
  tokens: ReadonlyMap<PersonId, string>
}

const atOnce = 50

/** Fills a database of its own on this server; the root key goes into `folder`. */
export async function fillInstallation(
  { mongodb, folder, name }: { mongodb: string; folder: string; name: string },
  beginning: Beginning,
  persons: readonly PersonId[],
): Promise<Filled> {
  const rootKey = join(folder, `${name}.key`)
  await createRootKey(rootKey)
  const env = {
    MONGODB_URI: mongodb,
    DATABASE: name,
    KEYS_DATABASE: `${name}-keys`,
    ROOT_KEY_FILE: rootKey,
    LOG_LEVEL: 'warn',
  }
  const ground = await openGround(readConfig(env), systemClock, pino({ level: 'silent' }))
  try {
    const installation = new Installation(ground)
    await installation.fill(beginning)
    const tokens = new Map<PersonId, string>()
    for (let at = 0; at < persons.length; at += atOnce) {
      const some = persons.slice(at, at + atOnce)
      const opened = await Promise.all(some.map((person) => installation.openSession(person)))
      some.forEach((person, index) => tokens.set(person, opened[index]!))
    }
    return { env, tokens }
  } finally {
    await ground.database.close()
  }
}
