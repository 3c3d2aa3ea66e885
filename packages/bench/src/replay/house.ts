import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { httpDoor } from '@morgenkreis/client'
import { createVapidKey } from '@morgenkreis/gateway'
import type { PersonId } from '@morgenkreis/protocol'
import { modules, sessionCookie } from '@morgenkreis/protocol'
import { Explained, startMongod, startRedis } from '@morgenkreis/sandbox'
import type { PushOrigin } from '@morgenkreis/sandbox'
import { apfelhof, children, demoPassword, facilities, memberships, people } from '@morgenkreis/world'
import { fillInstallation } from '../installation.ts'
import type { Player } from './cast.ts'
import { Rows } from './rows.ts'
import { startMovableGateway } from './gateway-process.ts'
import type { MovableGateway } from './gateway-process.ts'
import type { MailServer } from './mail-server.ts'
import type { PlayedTime } from './played-time.ts'

/** Two gateways on one database, joined by Redis, with the people of the demo world and nothing published yet. */
export interface House {
  gateways: readonly [MovableGateway, MovableGateway]
  rows: Rows
  /** The headers of somebody who is signed in. */
  signIn(player: Player, gateway: MovableGateway): Promise<Record<string, string>>
  close(): Promise<void>
}

const dataFolder = resolve(import.meta.dirname, '../../../../.data')
const name = 'replay'

/** The Kita Apfelhof with everything switched on. */
const beginning = {
  facilities: facilities.map((one) => (one.id === apfelhof ? { ...one, modules: [...modules] } : one)),
  people,
  memberships,
  children,
  announcements: [],
  comments: [],
}

interface Around {
  time: PlayedTime
  push: PushOrigin
  mails: MailServer
  say: (line: string) => void
}

export async function openHouse(players: readonly Player[], { time, push, mails, say }: Around): Promise<House> {
  await mkdir(dataFolder, { recursive: true })
  const folder = await mkdtemp(resolve(dataFolder, 'replay-'))
  const [mongod, redis] = await Promise.all([
    startMongod({ dbPath: resolve(folder, 'mongod'), onProgress: say }),
    startRedis({ onProgress: say }),
  ])
  const persons = players.map(({ person }) => person)
  const { env, tokens } = await fillInstallation({ mongodb: mongod.uri, folder, name }, beginning, persons)
  const mailSettings = { MAIL_URL: mails.url, MAIL_FROM: 'post@kita.example' }
  const settings = { ...env, ...(await pushSettings(push, folder)), ...mailSettings, REDIS_URL: redis.url }
  const start = () => startMovableGateway(settings, time.ahead)
  const gateways = await Promise.all([start(), start()])
  for (const gateway of gateways) time.follow((ahead) => gateway.moveClock(ahead))
  const rows = await Rows.open(mongod.uri, name)
  return {
    gateways,
    rows,
    async signIn({ person }, gateway) {
      const token = (await byPassword(person, gateway)) ?? tokens.get(person)
      return { Cookie: `${sessionCookie(false)}=${token}` }
    },
    async close() {
      await rows.close()
      await Promise.all(gateways.map((gateway) => gateway.kill()))
      await Promise.all([redis.kill(), mongod.kill()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** With these a gateway pushes to our own service, whose certificate it trusts. */
async function pushSettings({ origin, ca }: PushOrigin, folder: string): Promise<Record<string, string>> {
  const [key, caFile] = [join(folder, 'vapid.key'), join(folder, 'ca.pem')]
  await Promise.all([createVapidKey(key), writeFile(caFile, ca)])
  return {
    VAPID_KEY_FILE: key,
    VAPID_SUBJECT: 'mailto:operator@kita.example',
    PUSH_ORIGINS: origin,
    PUSH_CA_FILE: caFile,
  }
}

/** The named people log in as everybody does; the others have ready sessions, since a hash costs a tenth of a second. */
async function byPassword(person: PersonId, { origin }: MovableGateway): Promise<string | undefined> {
  const account = people.find(({ id, password }) => id === person && password !== null)
  if (!account) return undefined
  const input = { email: account.email, password: demoPassword }
  const reply = await httpDoor({ origin, headers: { Origin: origin } }).call('session.open', { as: null, input })
  if (!reply.ok) throw new Explained(`${account.name} could not sign in: ${reply.error.code}.`)
  return reply.data.token
}
