import { z } from 'zod'
import { GroupId } from './ids.ts'

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
