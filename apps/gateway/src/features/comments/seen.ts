import { seeComment, type AnnouncementId, type CommentId, type FacilityId, type PersonId } from '@morgenkreis/protocol'
import { timelessId } from '../../shell/clock.ts'
import { collection, StoreSchema, type Database } from '../../shell/database.ts'
import { Overtaken } from '../../shell/overtaken.ts'
import { perishes } from '../../shell/purge/perishes.ts'
import { orNotFound } from '../../shell/refused.ts'
import { place } from '../../shell/registry.ts'
import type { Shell } from '../../shell/shell.ts'
import type { CommentStore } from './store.ts'

/** How far a person has seen what is said under an announcement, under whatever hat. References alone. */
export interface SeenDoc {
  _id: string
  facility: FacilityId
  announcement: AnnouncementId
  person: PersonId
  upTo: CommentId
  v: number
  /** When that comment was published: its period counts from then on. */
  at: Date
  expiresAt: Date
}

const id = { type: String, required: true } as const
const instant = { type: Date, required: true } as const
const schema = new StoreSchema<SeenDoc>(
  {
    ...{ _id: id, facility: id, announcement: id, person: id, upTo: id },
    v: { type: Number, required: true },
    ...{ at: instant, expiresAt: instant },
  },
  { strict: 'throw', versionKey: false, _id: false },
)
  .index({ announcement: 1, person: 1 }, { unique: true })
  .index({ person: 1 })
  .plugin(perishes)

export const openSeen = ({ data }: Pick<Database, 'data'>) => collection(data, 'comments-seen', schema)

/** What was seen rings no more; no other guardian learns of it (K-41). */
export function serveSeen(shell: Shell, comments: CommentStore, seen: ReturnType<typeof openSeen>): void {
  shell.perishables.register('comment-mark', {
    ...{ module: 'comments', collection: seen.native, isTrace: true },
    hangsOn: { kind: 'announcement', field: 'announcement' },
  })
  shell.belongings.register({ collection: seen.native, of: ({ person }) => ({ person }) })

  shell.on(seeComment, {
    where: ({ comment }) => place('comment-line', comment),
    async run({ actor: { person }, roster }, { comment }) {
      const found = comments.model.findById(comment).select('announcement facility at expiresAt')
      const { announcement, facility, at, expiresAt } = orNotFound(await found.lean())
      const own = { announcement, person }
      // The furthest counts, whichever device says so last.
      const further = { $max: { upTo: comment, at, expiresAt }, $setOnInsert: { _id: timelessId(), facility, v: 1 } }
      await seen.native.updateOne(own, further, { upsert: true })
      if (shell.rosters.isCurrent(roster)) return {}
      // Perhaps the account is gone by now, or the period shorter: nothing of it may stay.
      await seen.native.deleteOne(own)
      throw new Overtaken()
    },
  })

  shell.notifying.arrivals.register('comment.published', async (ref, person) => {
    const comment = ref as CommentId
    const found = await comments.model.findById(comment).select('announcement').lean()
    if (found === null) return true
    const mark = await seen.model.findOne({ person, announcement: found.announcement }).select('upTo').lean()
    return (mark?.upTo ?? '') >= comment
  })
}
