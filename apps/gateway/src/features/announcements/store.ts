import { expiresBy, ttlNetSeconds, type Acknowledged, type Proof } from '@morgenkreis/domain'
import type {
  Announcement,
  AnnouncementId,
  FacilityId,
  GoneAnnouncement,
  Groups,
  MembershipId,
} from '@morgenkreis/protocol'
import { collection, StoreSchema, type Database } from '../../shell/database.ts'
import { monthRef } from '../../shell/key-ref.ts'
import { Shredded } from '../../shell/keys.ts'
import type { Insert } from '../../shell/plan.ts'
import { goneLine, proofField, publicValidator, removableFields, type Removable } from '../../shell/removal.ts'
import { authorIn, type Roster } from '../../shell/roster/roster.ts'
import { toSeal, type Adding, type Sealed, type Sealer } from '../../shell/seal.ts'

export interface AnnouncementDoc extends Removable {
  _id: AnnouncementId
  facility: FacilityId
  groups: Groups
  author: MembershipId
  title: Sealed
  text: Sealed
  proof: Proof
}

/** What its author wrote, on its way through the gate. */
export interface AnnouncementDraft {
  readonly id: AnnouncementId
  readonly facility: FacilityId
  readonly groups: Groups
  readonly author: MembershipId
  readonly title: string
  readonly text: string
}

const any = StoreSchema.Types.Mixed
const schema = new StoreSchema<AnnouncementDoc>(
  {
    _id: { type: String, required: true },
    facility: { type: String, required: true },
    groups: { type: any, required: true },
    author: { type: String, required: true },
    title: { type: any, required: true },
    text: { type: any, required: true },
    proof: proofField,
    ...removableFields,
  },
  { strict: 'throw', versionKey: false, _id: false },
)
  .index({ facility: 1, _id: -1 })
  .index({ 'proof.preview': 1 }, { unique: true })
  .index({ expiresAt: 1 }, { expireAfterSeconds: ttlNetSeconds })
  .index({ deletedAt: 1 }, { partialFilterExpression: { deletedAt: { $type: 'date' } } })

export function openAnnouncements(database: Database, sealer: Sealer) {
  const stored = collection(database.data, 'announcements', schema, publicValidator)

  /** Only what passed the gate can be stored. */
  function adding(draft: Acknowledged<AnnouncementDraft>, { periods }: Roster, now: Date): Insert {
    const { id, facility, groups, author, title, text, proof } = draft
    const key = monthRef(facility, 'announcements', now)
    const doc: Adding<AnnouncementDoc> = {
      _id: id,
      facility,
      groups,
      author,
      title: toSeal(key, title),
      text: toSeal(key, text),
      proof,
      v: 1,
      at: now,
      expiresAt: expiresBy(periods, 'announcements', now),
      deletedAt: null,
      gone: null,
    }
    return {
      kind: 'insert',
      collection: stored.native,
      facility,
      doc,
      unique: { 'proof.preview': 'acknowledgement-used' },
    }
  }

  /** As readers see them; what cannot be opened any more is left out. */
  async function shown(docs: readonly AnnouncementDoc[], roster: Roster): Promise<(Announcement | GoneAnnouncement)[]> {
    await sealer.prepareToOpen(docs.flatMap(({ title, text }) => [title, text]))
    return docs.flatMap((doc): (Announcement | GoneAnnouncement)[] => {
      const line = goneLine(doc)
      if (line !== null) return [{ id: doc._id, facility: doc.facility, groups: doc.groups, ...line }]
      const where = { facility: doc.facility, collection: 'announcements', id: doc._id }
      const title = sealer.open(doc.title, { ...where, field: 'title' })
      const text = sealer.open(doc.text, { ...where, field: 'text' })
      if (title === Shredded || text === Shredded) return []
      return [whole(doc, { title, text }, roster)]
    })
  }

  /** The title of each, deleted or not, by id; what cannot be opened any more is left out. */
  async function texts(ids: readonly string[]): Promise<Map<string, string>> {
    const docs = await stored.model.find({ _id: { $in: ids as AnnouncementId[] } }).lean()
    await sealer.prepareToOpen(docs.map(({ title }) => title))
    return new Map(
      docs.flatMap(({ _id: id, facility, title }) => {
        const opened = sealer.open(title, { facility, collection: 'announcements', id, field: 'title' })
        return opened === Shredded ? [] : [[id, opened]]
      }),
    )
  }

  return { ...stored, adding, shown, texts }
}

/** The announcement as its audience reads it. */
export function whole(
  doc: Pick<AnnouncementDoc, '_id' | 'facility' | 'groups' | 'author' | 'at' | 'v'>,
  { title, text }: { title: string; text: string },
  roster: Roster,
): Announcement {
  const { _id: id, facility, groups, v } = doc
  return { id, facility, groups, author: authorIn(roster, doc.author, id), title, text, at: doc.at.toISOString(), v }
}
