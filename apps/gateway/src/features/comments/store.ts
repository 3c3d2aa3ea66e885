import { expiresBy, type Acknowledged, type Proof } from '@morgenkreis/domain'
import type {
  AnnouncementId,
  Comment,
  CommentId,
  FacilityId,
  GoneComment,
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
import { perishes } from '../../shell/purge/perishes.ts'

export interface CommentDoc extends Removable {
  _id: CommentId
  facility: FacilityId
  announcement: AnnouncementId
  /** Those of the announcement: who may read it. */
  groups: Groups
  author: MembershipId
  text: Sealed
  proof: Proof
}

/** What its author wrote, on its way through the gate. */
export interface CommentDraft {
  readonly id: CommentId
  readonly facility: FacilityId
  readonly announcement: AnnouncementId
  readonly groups: Groups
  readonly author: MembershipId
  readonly text: string
}

const mixed = StoreSchema.Types.Mixed
const schema = new StoreSchema<CommentDoc>(
  {
    _id: { type: String, required: true },
    facility: { type: String, required: true },
    announcement: { type: String, required: true },
    groups: { type: mixed, required: true },
    author: { type: String, required: true },
    text: { type: mixed, required: true },
    proof: proofField,
    ...removableFields,
  },
  { strict: 'throw', versionKey: false, _id: false },
)
  .index({ announcement: 1, _id: 1 })
  .index({ 'proof.preview': 1 }, { unique: true })
  .plugin(perishes)

export function openComments(database: Database, sealer: Sealer) {
  const stored = collection(database.data, 'comments', schema, publicValidator)

  /** Only what passed the gate can be stored. */
  function adding(draft: Acknowledged<CommentDraft>, { periods }: Roster, now: Date): Insert {
    const { id, facility, announcement, groups, author, text, proof } = draft
    const doc: Adding<CommentDoc> = {
      _id: id,
      facility,
      announcement,
      groups,
      author,
      text: toSeal(monthRef(facility, 'comments', now), text),
      proof,
      v: 1,
      at: now,
      expiresAt: expiresBy(periods, 'comments', now),
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
  async function shown(docs: readonly CommentDoc[], roster: Roster): Promise<(Comment | GoneComment)[]> {
    await sealer.prepareToOpen(docs.map(({ text }) => text))
    return docs.flatMap((doc): (Comment | GoneComment)[] => {
      const line = goneLine(doc)
      if (line !== null) return [{ id: doc._id, announcement: doc.announcement, ...line }]
      const text = sealer.open(doc.text, { facility: doc.facility, collection: 'comments', id: doc._id, field: 'text' })
      return text === Shredded ? [] : [whole(doc, text, roster)]
    })
  }

  /** What each said, deleted or not, by id; what cannot be opened any more is left out. */
  async function texts(ids: readonly string[]): Promise<Map<string, string>> {
    const docs = await stored.model.find({ _id: { $in: ids as CommentId[] } }).lean()
    await sealer.prepareToOpen(docs.map(({ text }) => text))
    return new Map(
      docs.flatMap(({ _id: id, facility, text }) => {
        const opened = sealer.open(text, { facility, collection: 'comments', id, field: 'text' })
        return opened === Shredded ? [] : [[id, opened]]
      }),
    )
  }

  return { ...stored, adding, shown, texts }
}
export type CommentStore = ReturnType<typeof openComments>

/** The comment as everybody reads it who hears the announcement's groups. */
export function whole(
  doc: Pick<CommentDoc, '_id' | 'announcement' | 'author' | 'at' | 'v'>,
  text: string,
  roster: Roster,
): Comment {
  const { _id: id, announcement, author, at, v } = doc
  return { id, announcement, author: authorIn(roster, author, announcement), text, at: at.toISOString(), v }
}
