import type { AnnouncementId, FacilityId, PersonId } from '@morgenkreis/protocol'
import { timelessId } from '../../shell/clock.ts'
import { collection, StoreSchema, type Database } from '../../shell/database.ts'
import type { Insert } from '../../shell/plan.ts'
import type { AnnouncementDoc } from './store.ts'
import { perishes } from '../../shell/purge/perishes.ts'

/** A person has opened an announcement, under whatever hat. References alone, and no time: nobody needs to know when. */
export interface OpeningDoc {
  _id: string
  facility: FacilityId
  announcement: AnnouncementId
  person: PersonId
  v: number
  /** When the announcement was published. */
  at: Date
  expiresAt: Date
}

const id = { type: String, required: true } as const
const openings = new StoreSchema<OpeningDoc>(
  {
    ...{ _id: id, facility: id, announcement: id, person: id },
    v: { type: Number, required: true },
    at: Date,
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false, _id: false },
)
  .index({ announcement: 1, person: 1 }, { unique: true })
  .index({ person: 1 })
  .plugin(perishes)

export type OpeningStore = ReturnType<typeof openOpenings>

export function openOpenings({ data }: Pick<Database, 'data'>) {
  const stored = collection(data, 'announcement-openings', openings)

  /** On two devices at once, or twice: the second finds that it is opened. */
  function opening(of: Pick<AnnouncementDoc, '_id' | 'facility' | 'at' | 'expiresAt'>, person: PersonId): Insert {
    const { _id: announcement, facility, at, expiresAt } = of
    const doc: OpeningDoc = { _id: timelessId(), facility, announcement, person, v: 1, at, expiresAt }
    return { kind: 'insert', collection: stored.native, facility, doc, unique: { announcement: 'opened-already' } }
  }

  /** Which of these somebody has opened. */
  async function openedBy(person: PersonId, announcements: readonly AnnouncementId[]): Promise<Set<AnnouncementId>> {
    const found = await stored.model
      .find({ announcement: { $in: [...announcements] }, person })
      .select('announcement')
      .lean()
    return new Set(found.map(({ announcement }) => announcement))
  }

  /** Who has opened this one. */
  async function readersOf(announcement: AnnouncementId): Promise<Set<PersonId>> {
    const found = await stored.model.find({ announcement }).select('person').lean()
    return new Set(found.map(({ person }) => person))
  }

  return { ...stored, opening, openedBy, readersOf }
}
