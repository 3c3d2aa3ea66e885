import { z } from 'zod'
import { operation } from './operation.ts'

const uuid = '[0-9a-f-]{36}'

/** `facility:<id>:families|staff`, `group:<id>:families|staff`, `council:<facility>`, `member:<membership>`. */
export const Room = z
  .string()
  .regex(new RegExp(`^(?:(?:facility|group):${uuid}:(?:families|staff)|council:${uuid}|member:${uuid})$`))
  .brand<'room'>()
export type Room = z.infer<typeof Room>

/** One thing that happened, as a room hears it. `gone` instead of `data`: it no longer exists. */
export const Told = z.strictObject({
  seq: z.int().positive(),
  name: z.string(),
  ref: z.string(),
  v: z.int().positive(),
  at: z.iso.datetime(),
  data: z.unknown().optional(),
  gone: z.literal(true).optional(),
})

/** A piece of a room's log: what a socket hears live and what `room.sync` answers have this one shape. */
export const Slice = z.strictObject({
  room: Room,
  logEpoch: z.int().nonnegative(),
  events: z.array(Told),
  /** The room's newest number when the slice was cut. */
  head: z.int().nonnegative(),
})
export type Slice = z.infer<typeof Slice>

export const Cursor = z.strictObject({ room: Room, logEpoch: z.int().nonnegative(), seq: z.int().nonnegative() })
export type Cursor = z.infer<typeof Cursor>

/** The most events that one answer holds; who is further behind drops its state and reads afresh. */
export const longestCatchUp = 500

/** The rooms of all live memberships of the caller, with their newest numbers: read it before reading lists. */
export const listRooms = operation('room.list', {
  at: 'self',
  changes: false,
  live: true,
  input: z.strictObject({}),
  output: z.strictObject({ rooms: z.array(Cursor) }),
  refuses: [],
})

/** The most events of all rooms together in one answer; a head beyond its events says that there is more to ask for. */
export const longestAnswer = 200

const eachRoomOnce = (cursors: readonly Cursor[]) => new Set(cursors.map(({ room }) => room)).size === cursors.length

/** What the rooms told after the cursors. `afresh` names rooms whose cursor is of another epoch or too far behind. */
export const syncRooms = operation('room.sync', {
  at: 'self',
  changes: false,
  live: true,
  input: z.strictObject({ cursors: z.array(Cursor).min(1).max(200).refine(eachRoomOnce) }),
  output: z.strictObject({ slices: z.array(Slice), afresh: z.array(Room) }),
  refuses: ['not-found'],
})
