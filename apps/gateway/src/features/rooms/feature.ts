import { familiesOfGroup, readsSince } from '@morgenkreis/domain'
import {
  listRooms,
  longestAnswer,
  longestCatchUp,
  syncRooms,
  type Cursor,
  type FacilityId,
  type Room,
  type Slice,
} from '@morgenkreis/protocol'
import { readHeads, rowsAfter } from '../../shell/journal/read.ts'
import type { HeadDoc } from '../../shell/journal/store.ts'
import { facilityStream } from '../../shell/plan.ts'
import { Refused } from '../../shell/refused.ts'
import { roomsIn } from '../../shell/roster/roster.ts'
import type { Hats } from '../../shell/sockets/connections.ts'
import type { Feature, Shell } from '../../shell/shell.ts'

/** Catching up: which rooms are mine, and what did they tell since (D-02). */
export const rooms: Feature = (shell) => {
  shell.on(listRooms, {
    where: 'self',
    async run({ signed }) {
      const hats = await shell.hatsOf(signed)
      const heads = await headsOf(hats, shell)
      shell.rosters.orTryAgain(hats.rosters)
      return { rooms: [...hats.rooms].map(([room, facility]) => cursorOf(room, heads.get(facility))) }
    },
  })

  shell.on(syncRooms, {
    where: 'self',
    async run({ signed }, { cursors }) {
      const hats = await shell.hatsOf(signed)
      const heads = await headsOf(hats, shell)
      const slices: Slice[] = []
      const afresh: Room[] = []
      for (const cursor of cursors) {
        const facility = hats.rooms.get(cursor.room)
        const head = facility === undefined ? undefined : heads.get(facility)
        if (facility === undefined || head === undefined) throw new Refused('not-found')
        const told = slices.reduce((sum, { events }) => sum + events.length, 0)
        const since = heardSince(cursor.room, hats)
        const slice = await sliceAfter(cursor, { head, facility, since, limit: longestAnswer - told }, shell)
        if (slice === null) afresh.push(cursor.room)
        else slices.push(slice)
      }
      shell.rosters.orTryAgain(hats.rosters)
      return { slices, afresh }
    },
  })

  return []
}

async function headsOf(hats: Hats, { journal }: Shell): Promise<Map<FacilityId, HeadDoc>> {
  const facilities = [...new Set(hats.rooms.values())]
  const heads = await readHeads(journal, facilities.map(facilityStream))
  return new Map(
    facilities.flatMap((id) =>
      heads.filter(({ _id }) => _id === facilityStream(id)).map((head) => [id, head] as const),
    ),
  )
}

const cursorOf = (room: Room, head: HeadDoc | undefined): Cursor => ({
  room,
  logEpoch: head?.logEpoch ?? 0,
  seq: head?.heads[room] ?? 0,
})

/** From when on somebody hears a room: staff answers for what was told before, families read from joining on (decision 4). */
function heardSince(room: Room, { rosters, memberships }: Hats): number {
  const since = rosters.flatMap((roster) => {
    const group = roster.facility.groups.find(({ id }) => familiesOfGroup(id) === room)?.id ?? null
    const own = memberships.flatMap((id) => roster.members.get(id) ?? [])
    return own
      .filter((who) => roomsIn(roster, who).includes(room))
      .map((who) => readsSince(who, group, roster.children))
  })
  return Math.min(...since)
}

/**
 * What a room told after a cursor; null where the client must read afresh: another epoch, too far behind, forgotten rows, or
 * what was told before it heard this room.
 */
async function sliceAfter(
  { room, seq, logEpoch }: Cursor,
  { head, facility, since, limit }: { head: HeadDoc; facility: FacilityId; since: number; limit: number },
  shell: Shell,
): Promise<Slice | null> {
  const newest = head.heads[room] ?? 0
  const missing = newest - seq
  if (logEpoch !== head.logEpoch || missing > longestCatchUp || missing < 0) return null
  const slice = { room, logEpoch, head: newest, events: [] }
  const wanted = Math.min(missing, limit)
  if (wanted === 0) return slice
  const rows = await rowsAfter(shell.journal, room, seq, wanted)
  const roster = await shell.rosters.get(facility)
  const [oldest] = rows
  if (oldest === undefined || rows.length < wanted || roster === null) return null
  if (oldest.at.getTime() < since) return null
  return { ...slice, events: await shell.readers.render(rows, room, roster) }
}
