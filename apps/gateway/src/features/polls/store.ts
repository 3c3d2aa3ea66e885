import { expiresBy, type Acknowledged, type PollTerms, type Proof } from '@morgenkreis/domain'
import type {
  FacilityId,
  GonePoll,
  Groups,
  MembershipId,
  Poll,
  PollId,
  PollKind,
  PollVoter,
} from '@morgenkreis/protocol'
import { collection, StoreSchema, type Database } from '../../shell/database.ts'
import { monthRef } from '../../shell/key-ref.ts'
import { Shredded } from '../../shell/keys.ts'
import type { Insert } from '../../shell/plan.ts'
import { goneLine, proofField, publicValidator, removableFields, type Removable } from '../../shell/removal.ts'
import { authorIn, type Roster } from '../../shell/roster/roster.ts'
import { toSeal, type Adding, type Sealed, type Sealer } from '../../shell/seal.ts'
import { perishes } from '../../shell/purge/perishes.ts'

/** Votes leave no trace in it: its version is public, and would count them (K-40). */
export interface PollDoc extends Removable {
  _id: PollId
  facility: FacilityId
  groups: Groups
  author: MembershipId
  question: Sealed
  /** The texts of the options, as JSON. */
  options: Sealed
  kind: PollKind
  per: PollVoter
  anonymous: boolean
  totals: boolean
  closesAt: Date
  closedAt: Date | null
  proof: Proof
}

/** What its author wrote, on its way through the gate. */
export interface PollDraft extends Omit<PollTerms, 'closedAt'> {
  readonly id: PollId
  readonly facility: FacilityId
  readonly author: MembershipId
  readonly question: string
  readonly options: readonly string[]
}

const mixed = StoreSchema.Types.Mixed
const text = { type: String, required: true } as const
const flag = { type: Boolean, required: true } as const
const schema = new StoreSchema<PollDoc>(
  {
    _id: text,
    facility: text,
    groups: { type: mixed, required: true },
    author: text,
    question: { type: mixed, required: true },
    options: { type: mixed, required: true },
    kind: text,
    per: text,
    anonymous: flag,
    totals: flag,
    closesAt: { type: Date, required: true },
    closedAt: Date,
    proof: proofField,
    ...removableFields,
  },
  { strict: 'throw', versionKey: false, _id: false },
)
  .index({ facility: 1, _id: -1 })
  .index({ 'proof.preview': 1 }, { unique: true })
  .plugin(perishes)

export function openPolls(database: Database, sealer: Sealer) {
  const stored = collection(database.data, 'polls', schema, publicValidator)

  /** Only what passed the gate can be stored. */
  function adding(draft: Acknowledged<PollDraft>, { periods }: Roster, now: Date): Insert {
    const { id, question, options, ...rest } = draft
    const key = monthRef(draft.facility, 'polls', now)
    const doc: Adding<PollDoc> = {
      _id: id,
      ...rest,
      question: toSeal(key, question),
      options: toSeal(key, JSON.stringify(options)),
      closedAt: null,
      v: 1,
      at: now,
      expiresAt: expiresBy(periods, 'polls', draft.closesAt),
      deletedAt: null,
      gone: null,
    }
    const unique = { 'proof.preview': 'acknowledgement-used' } as const
    return { kind: 'insert', collection: stored.native, facility: draft.facility, doc, unique }
  }

  /** As readers see them; what cannot be opened any more is left out. */
  async function shown(docs: readonly PollDoc[], roster: Roster): Promise<(Poll | GonePoll)[]> {
    await sealer.prepareToOpen(docs.flatMap(({ question, options }) => [question, options]))
    return docs.flatMap((doc): (Poll | GonePoll)[] => {
      const line = goneLine(doc)
      if (line !== null) return [{ id: doc._id, facility: doc.facility, groups: doc.groups, ...line }]
      const where = { facility: doc.facility, collection: 'polls', id: doc._id }
      const question = sealer.open(doc.question, { ...where, field: 'question' })
      const options = sealer.open(doc.options, { ...where, field: 'options' })
      if (question === Shredded || options === Shredded) return []
      return [whole(doc, { question, options: JSON.parse(options) as string[] }, roster)]
    })
  }

  /** The question of each, deleted or not, by id; what cannot be opened any more is left out. */
  async function texts(ids: readonly string[]): Promise<Map<string, string>> {
    const docs = await stored.model.find({ _id: { $in: ids as PollId[] } }).lean()
    await sealer.prepareToOpen(docs.map(({ question }) => question))
    return new Map(
      docs.flatMap(({ _id: id, facility, question }) => {
        const opened = sealer.open(question, { facility, collection: 'polls', id, field: 'question' })
        return opened === Shredded ? [] : [[id, opened]]
      }),
    )
  }

  return { ...stored, adding, shown, texts }
}

export type PollStore = ReturnType<typeof openPolls>

type Bare = Omit<PollDoc, 'question' | 'options' | 'proof' | 'expiresAt' | 'deletedAt' | 'gone'>

/** The poll as its audience reads it. */
export function whole(
  doc: Bare,
  { question, options }: { question: string; options: readonly string[] },
  roster: Roster,
): Poll {
  const { _id: id, facility, groups, kind, per, anonymous, totals, closesAt, closedAt, at, v } = doc
  return {
    id,
    facility,
    groups,
    author: authorIn(roster, doc.author, id),
    question,
    kind,
    options: [...options],
    per,
    anonymous,
    totals,
    closesAt: closesAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    at: at.toISOString(),
    v,
  }
}
