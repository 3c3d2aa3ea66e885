import { randomUUID } from 'node:crypto'
import { sessionCookie } from '@morgenkreis/protocol'
import type { Seat } from '../load/orders.ts'
import { fillInstallation } from '../installation.ts'
import type { Layout } from '../targets/target.ts'
import { benchWorld } from './bench-world.ts'

/** A facility of this layout, with a ready session for each seat. */
export interface Prepared {
  env: Record<string, string>
  seats: Seat[]
}

/** Each start finds a fresh database, as those of the baselines do. */
export async function prepare(mongodb: string, folder: string, layout: Layout): Promise<Prepared> {
  const where = { mongodb, folder, name: `bench-ours-${randomUUID().slice(0, 8)}` }
  const { guardians, ...beginning } = benchWorld(layout)
  const { env, tokens } = await fillInstallation(
    where,
    beginning,
    guardians.map(({ person }) => person),
  )
  const seats = guardians.map(({ person, membership, announcement }) => ({
    path: '/socket.io/?EIO=4&transport=websocket',
    headers: { Cookie: `${sessionCookie(false)}=${tokens.get(person)}` },
    as: membership,
    announcement,
  }))
  return { env, seats }
}
