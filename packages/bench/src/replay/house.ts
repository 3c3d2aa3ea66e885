import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { httpDoor } from '@morgenkreis/client'
import type { PersonId } from '@morgenkreis/protocol'
import { sessionCookie } from '@morgenkreis/protocol'
import { Explained, startGateway, startMongod, startRedis } from '@morgenkreis/sandbox'
import type { GatewayProcess } from '@morgenkreis/sandbox'
import { children, demoPassword, facilities, memberships, people } from '@morgenkreis/world'
import { fillInstallation } from '../installation.ts'
import type { Player } from './cast.ts'

/** Two gateways on one database, joined by Redis, with the people of the demo world and nothing published yet. */
export interface House {
  gateways: readonly [GatewayProcess, GatewayProcess]
  /** The headers of somebody who is signed in. */
  signIn(player: Player, gateway: GatewayProcess): Promise<Record<string, string>>
  close(): Promise<void>
}

const dataFolder = resolve(import.meta.dirname, '../../../../.data')

export async function openHouse(players: readonly Player[], say: (line: string) => void): Promise<House> {
  await mkdir(dataFolder, { recursive: true })
  const folder = await mkdtemp(resolve(dataFolder, 'replay-'))
  const [mongod, redis] = await Promise.all([
    startMongod({ dbPath: resolve(folder, 'mongod'), onProgress: say }),
    startRedis({ onProgress: say }),
  ])
  const where = { mongodb: mongod.uri, folder, name: 'replay' }
  const beginning = { facilities, people, memberships, children, announcements: [], comments: [] }
  const { env, tokens } = await fillInstallation(
    where,
    beginning,
    players.map(({ person }) => person),
  )
  const start = () => startGateway({ env: { ...env, REDIS_URL: redis.url } })
  const gateways = await Promise.all([start(), start()])
  return {
    gateways,
    async signIn({ person }, gateway) {
      const token = (await byPassword(person, gateway)) ?? tokens.get(person)
      return { Cookie: `${sessionCookie(false)}=${token}` }
    },
    async close() {
      await Promise.all(gateways.map((gateway) => gateway.kill()))
      await Promise.all([redis.kill(), mongod.kill()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The named people log in as everybody does; the others have ready sessions, since a hash costs a tenth of a second. */
async function byPassword(person: PersonId, { origin }: GatewayProcess): Promise<string | undefined> {
  const account = people.find(({ id, password }) => id === person && password !== null)
  if (!account) return undefined
  const input = { email: account.email, password: demoPassword }
  const reply = await httpDoor({ origin, headers: { Origin: origin } }).call('session.open', { as: null, input })
  if (!reply.ok) throw new Explained(`${account.name} could not sign in: ${reply.error.code}.`)
  return reply.data.token
}
