import { sessionCookie } from '@morgenkreis/protocol'
import type { Seat } from '../load/orders.ts'
import { fillInstallation } from '../installation.ts'
import type { Layout } from '../targets/target.ts'
import { benchWorld } from './bench-world.ts'

/** A facility of this layout, filled in once, with a ready session for each seat. */
export interface Prepared {
  env: Record<string, string>
  seats: Seat[]
}

/** Prepares each layout once per bench: a gateway that starts again finds its facility, its people and their sessions. */
export function preparing(mongodb: string, folder: string): (layout: Layout) => Promise<Prepared> {
  const prepared = new Map<string, Promise<Prepared>>()
  return (layout) => {
    const name = `bench-ours-${layout.rooms}x${layout.size}`
    const known = prepared.get(name) ?? prepare({ mongodb, folder, name }, layout)
    prepared.set(name, known)
    return known
  }
}

async function prepare(where: { mongodb: string; folder: string; name: string }, layout: Layout): Promise<Prepared> {
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
