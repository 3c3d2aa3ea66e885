import { z } from 'zod'
import { GroupId } from './ids.ts'

/** What the facility chose for a group's chat: `staff-led` lets guardians answer staff only; `read-only` keeps what was said. */
export const chatModes = ['open', 'staff-led', 'read-only', 'off'] as const
export const ChatMode = z.enum(chatModes)
export type ChatMode = z.infer<typeof ChatMode>

/** A facility-wide place is `all`; otherwise at least one group is named, none twice. */
export const Groups = z.union([
  z.literal('all'),
  z
    .array(GroupId)
    .min(1)
    .max(60)
    .refine((ids) => new Set(ids).size === ids.length),
])
export type Groups = z.infer<typeof Groups>

/** The groups of a hat. Unlike a place, it may have none: then it shares what is for the whole facility. */
export const HatGroups = z.union([z.literal('all'), z.array(GroupId)])
