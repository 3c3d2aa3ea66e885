import { expiresBy, type Acknowledged, type Membership, type Proof } from '@morgenkreis/domain'
import type {
  Announcement,
  AnnouncementId,
  Confirmation,
  FacilityId,
  GoneAnnouncement,
  Groups,
  Held,
  MembershipId,
  ScheduledAnnouncement,
} from '@morgenkreis/protocol'
import { collection, StoreSchema, type Database } from '../../shell/database.ts'
import { monthRef } from '../../shell/key-ref.ts'
import { Shredded } from '../../shell/keys.ts'
import type { Insert } from '../../shell/plan.ts'
import { goneLine, proofField, publicValidator, removableFields, shownAt, type Removable } from '../../shell/removal.ts'
import { authorIn, type Roster } from '../../shell/roster/roster.ts'
import { toSeal, type Adding, type Sealed, type Sealer } from '../../shell/seal.ts'
import { perishes } from '../../shell/purge/perishes.ts'

export interface AnnouncementDoc extends Removable {
  _id: AnnouncementId
  facility: FacilityId
  groups: Groups
  author: MembershipId
  title: Sealed
  text: Sealed
  proof: Proof
  confirmation?: Confirmation
  /** Why it is urgent. */
  reason?: Sealed
  /** When it is to be published; null once it was. Absent where it never waited. */
  due?: Date | null
  /** Why it was not published then. */
  held?: Held
}

/** What its author wrote, on its way through the gate. */
export interface AnnouncementDraft {
  readonly id: AnnouncementId
  readonly facility: FacilityId
  readonly groups: Groups
  readonly author: MembershipId
  readonly title: string
  readonly text: string
  readonly confirmation?: Confirmation | undefined
  readonly reason?: string | undefined
  readonly due?: Date | undefined
}

const mixed = StoreSchema.Types.Mixed
const schema = new StoreSchema<AnnouncementDoc>(
  {
    _id: { type: String, required: true },
    facility: { type: String, required: true },
    groups: { type: mixed, required: true },
    author: { type: String, required: true },
    title: { type: mixed, required: true },
    text: { type: mixed, required: true },
    proof: proofField,
    confirmation: String,
    reason: mixed,
    due: Date,
    held: String,
    ...removableFields,
  },
  { strict: 'throw', versionKey: false, _id: false },
)
  .index({ facility: 1, _id: -1 })
  .index({ 'proof.preview': 1 }, { unique: true })
  .plugin(perishes)
  .index({ due: 1 }, { sparse: true })
  .index({ facility: 1, confirmation: 1, _id: -1 }, { partialFilterExpression: { confirmation: { $exists: true } } })

/** What was published and may be answered at all: nobody but its author and who may cancel it knows of what waits. */
export const publishedAt = (now: Date) => ({ ...shownAt(now), due: null })
/** What waits for its time, and was not cancelled. */
export const waitingAt = (now: Date) => ({ due: { $ne: null }, deletedAt: null, expiresAt: { $gt: now } })

/** Narrows a list to what the caller may read: the council reads all, others what they share. */
export const readableBy = ({ groups, role }: Membership) =>
  groups === 'all' || role === 'council' ? {} : { groups: { $in: ['all', ...groups] } }

export function openAnnouncements(database: Database, sealer: Sealer) {
  const stored = collection(database.data, 'announcements', schema, publicValidator)

  /** Only what passed the gate can be stored. */
  function adding(draft: Acknowledged<AnnouncementDraft>, { periods }: Roster, now: Date): Insert {
    const { id, facility, groups, author, title, text, proof, confirmation, reason, due } = draft
    // What waits is kept from the day on which it is published, by whatever period holds.
    const at = due ?? now
    const key = monthRef(facility, 'announcements', at)
    const doc: Adding<AnnouncementDoc> = {
      _id: id,
      facility,
      groups,
      author,
      title: toSeal(key, title),
      text: toSeal(key, text),
      proof,
      ...(confirmation && { confirmation }),
      ...(reason !== undefined && { reason: toSeal(key, reason) }),
      ...(due && { due }),
      v: 1,
      at,
      expiresAt: expiresBy(periods, 'announcements', at),
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

  const prepareToOpen = (docs: readonly AnnouncementDoc[]) =>
    sealer.prepareToOpen(docs.flatMap(({ title, text, reason }) => [title, text, reason]))

  /** What its author wrote, once it was prepared to be opened; null where its key is gone. */
  function opened(doc: AnnouncementDoc): Written | null {
    const where = { facility: doc.facility, collection: 'announcements', id: doc._id }
    const title = sealer.open(doc.title, { ...where, field: 'title' })
    const text = sealer.open(doc.text, { ...where, field: 'text' })
    const reason = doc.reason === undefined ? undefined : sealer.open(doc.reason, { ...where, field: 'reason' })
    return title === Shredded || text === Shredded || reason === Shredded ? null : { title, text, reason }
  }

  /** As readers see them; what cannot be opened any more is left out. */
  async function shown(docs: readonly AnnouncementDoc[], roster: Roster): Promise<(Announcement | GoneAnnouncement)[]> {
    await prepareToOpen(docs)
    return docs.flatMap((doc): (Announcement | GoneAnnouncement)[] => {
      const line = goneLine(doc)
      if (line !== null) return [{ id: doc._id, facility: doc.facility, groups: doc.groups, ...line }]
      const written = opened(doc)
      return written === null ? [] : [whole(doc, written, roster)]
    })
  }

  /** What waits, as its author sees it. */
  async function waiting(docs: readonly AnnouncementDoc[], roster: Roster): Promise<ScheduledAnnouncement[]> {
    await prepareToOpen(docs)
    return docs.flatMap((doc): ScheduledAnnouncement[] => {
      const written = opened(doc)
      return written === null || !doc.due ? [] : [scheduled({ ...doc, due: doc.due }, written, roster)]
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

  return { ...stored, adding, shown, waiting, texts }
}

export type AnnouncementStore = ReturnType<typeof openAnnouncements>

interface Written {
  readonly title: string
  readonly text: string
  readonly reason?: string | undefined
}

type Told = Pick<AnnouncementDoc, '_id' | 'facility' | 'groups' | 'author' | 'at' | 'v'> & {
  readonly confirmation?: Confirmation | undefined
}

/** The announcement as its audience reads it. */
export function whole(doc: Told, written: Written, roster: Roster): Announcement {
  return { ...bare(doc, written, roster), at: doc.at.toISOString(), v: doc.v }
}

/** The same while it waits. */
export function scheduled(
  doc: Omit<Told, 'at'> & { due: Date; held?: Held },
  written: Written,
  roster: Roster,
): ScheduledAnnouncement {
  const held = doc.held && { held: doc.held }
  return { ...bare(doc, written, roster), publishAt: doc.due.toISOString(), ...held, v: doc.v }
}

function bare(doc: Omit<Told, 'at'>, { title, text, reason }: Written, roster: Roster) {
  const { _id: id, facility, groups, confirmation } = doc
  const more = { ...(confirmation && { confirmation }), ...(reason && { priority: 'urgent' as const, reason }) }
  return { id, facility, groups, author: authorIn(roster, doc.author, id), title, text, ...more }
}
