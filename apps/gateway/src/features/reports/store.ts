import { expiresBy, type Periods } from '@morgenkreis/domain'
import type { ChildId, FacilityId, MembershipId, Span } from '@morgenkreis/protocol'
import type { z } from 'zod'
import { endOf } from '../../shell/calendar.ts'
import { collection, StoreSchema } from '../../shell/database.ts'
import { recordRef } from '../../shell/key-ref.ts'
import { Shredded } from '../../shell/keys.ts'
import type { Insert, Update } from '../../shell/plan.ts'
import { Refused } from '../../shell/refused.ts'
import { removableFields, removing, settling, visible, type Removable } from '../../shell/removal.ts'
import { toSeal, type Adding, type Sealed } from '../../shell/seal.ts'
import type { Shell } from '../../shell/shell.ts'
import { perishes } from '../../shell/purge/perishes.ts'

/** What a report says: about one child, for some days. */
export interface Reported extends Span {
  readonly child: ChildId
}

/** Sealed whole, under a key of its own: the row shows neither the child nor what is said of it. */
export interface ReportDoc extends Removable {
  _id: string
  facility: FacilityId
  /** What was entered together for several children has one. */
  report: string
  childMac: string
  author: MembershipId
  seenAt: Date | null
  /** Counts what was changed in it, and when that was last: since then somebody may have to see it. */
  edition: number
  changedAt: Date
  /** Why it may be stored; null where nothing has to say so. */
  basis: object | null
  /** When its last day ends: the period counts from then on. */
  endedAt: Date
  content: Sealed
}

/** What was stored before changes were counted has none. */
type StoredDoc = Omit<ReportDoc, 'edition' | 'changedAt'> & Partial<Pick<ReportDoc, 'edition' | 'changedAt'>>

/** A stored report, opened. */
export interface Report<Content extends Reported> {
  readonly doc: ReportDoc
  readonly content: Content
}

/** The report, if it still says what somebody had before the eyes. */
export function asShown<Content extends Reported>(report: Report<Content>, v: number): Report<Content> {
  if (report.doc.edition !== v) throw new Refused('changed-meanwhile')
  return report
}

export type Draft<Content> = Pick<ReportDoc, '_id' | 'facility' | 'report' | 'author' | 'seenAt' | 'basis'> & {
  readonly content: Content
}

const mixed = StoreSchema.Types.Mixed
const text = { type: String, required: true } as const
const schema = () =>
  new StoreSchema<ReportDoc>(
    {
      _id: text,
      facility: text,
      report: text,
      childMac: text,
      author: text,
      seenAt: Date,
      edition: { type: Number, required: true },
      changedAt: { type: Date, required: true },
      basis: mixed,
      endedAt: { type: Date, required: true },
      content: { type: mixed, required: true },
      ...removableFields,
    },
    { strict: 'throw', versionKey: false, _id: false },
  )
    .index({ facility: 1, childMac: 1 })
    .index({ report: 1 })
    .index({ seenAt: 1, facility: 1 })
    .plugin(perishes)

/** How one kind of report is kept. */
export interface Kept<Content extends Reported> {
  readonly name: 'sick-notes' | 'absences'
  readonly content: z.ZodType<Content>
  /** What the database itself demands of a row. */
  readonly validator: object
}

export type ReportStore<Content extends Reported> = ReturnType<typeof openReports<Content>>

export function openReports<Content extends Reported>(
  { database, sealer, macs, clock }: Pick<Shell, 'database' | 'sealer' | 'macs' | 'clock'>,
  { name, content: schemaOfContent, validator }: Kept<Content>,
) {
  const stored = collection(database.data, name, schema(), { ...validator, expiresAt: { $type: 'date' } })
  const sealed = (facility: FacilityId, id: string, content: Content) =>
    toSeal(recordRef(facility, content.child, id), JSON.stringify(content))
  const keptFor = ({ to }: Span, periods: Periods) => {
    const endedAt = endOf(to)
    return { endedAt, expiresAt: expiresBy(periods, name, endedAt) }
  }

  function adding({ content, ...draft }: Draft<Content>, periods: Periods, now: Date): Insert {
    const doc: Adding<ReportDoc> = {
      ...draft,
      childMac: macs.childMac(content.child),
      content: sealed(draft.facility, draft._id, content),
      edition: 1,
      changedAt: now,
      v: 1,
      at: now,
      ...keptFor(content, periods),
      deletedAt: null,
      gone: null,
    }
    return { kind: 'insert', collection: stored.native, facility: draft.facility, doc, unique: {} }
  }

  const updating = ({ doc }: Pick<Report<Content>, 'doc'>, set: object): Update => {
    const { _id: id, facility, v } = doc
    return { kind: 'update', collection: stored.native, facility, id, v, set }
  }

  function changing(
    { doc, content: after }: Report<Content>,
    periods: Periods,
    { now, ...more }: Partial<Pick<ReportDoc, 'basis' | 'seenAt'>> & { readonly now: Date },
  ): Update {
    const { _id: id, facility } = doc
    const content = sealed(facility, id, after)
    const edition = { edition: doc.edition + 1, changedAt: now }
    return updating({ doc }, { content, ...edition, ...keptFor(after, periods), ...more })
  }

  /** Whatever is kept about a child and was not deleted, locked or not: it goes with the child. */
  const leaving = (facility: FacilityId, child: ChildId) =>
    stored.model
      .find({ facility, childMac: macs.childMac(child), deletedAt: null, expiresAt: { $gt: clock.now() } } as object)
      .lean<ReportDoc[]>()

  /** Opens what is there: neither deleted, nor locked, nor expired, nor without its key. */
  async function living(
    filter: Partial<Record<'_id' | 'facility' | 'report', string>> & { childMac?: object; seenAt?: null },
  ) {
    const docs = await stored.model
      .find({ ...filter, ...visible, expiresAt: { $gt: clock.now() } } as object)
      .lean<StoredDoc[]>()
    await sealer.prepareToOpen(docs.map(({ content }) => content))
    return docs.flatMap((doc): Report<Content>[] => {
      const where = { facility: doc.facility, collection: name, id: doc._id, field: 'content' }
      const opened = sealer.open(doc.content, where)
      if (opened === Shredded) return []
      const { edition = 1, changedAt = doc.at } = doc
      return [{ doc: { ...doc, edition, changedAt }, content: schemaOfContent.parse(JSON.parse(opened)) }]
    })
  }

  return {
    ...stored,
    adding,
    changing,
    seeing: (report: Report<Content>, now: Date): Update => updating(report, { seenAt: now }),
    holding: (report: Report<Content>, heldUntil: Date, now: Date): Update =>
      updating(report, settling({ heldUntil }, report.doc, now)),
    leaving,
    removing: (report: Pick<Report<Content>, 'doc'>, by: MembershipId | null, now: Date): Update =>
      updating(report, removing(by === report.doc.author ? 'author' : 'other', now)),
    one: async (id: string): Promise<Report<Content> | null> => (await living({ _id: id }))[0] ?? null,
    unseen: (facility: FacilityId) => living({ facility, seenAt: null }),
    /** The facilities in which something is there that nobody accepted; of today or not. */
    unseenIn: (): Promise<FacilityId[]> =>
      stored.model.distinct('facility', { ...visible, seenAt: null, expiresAt: { $gt: clock.now() } }),
    /** What was entered together. */
    together: (report: string) => living({ report }),
    in: (facility: FacilityId, children?: readonly ChildId[]) =>
      living({ facility, ...(children && { childMac: { $in: children.map((child) => macs.childMac(child)) } }) }),
  }
}
