import { isMuted, isStaff, may, type Membership } from '@morgenkreis/domain'
import { listReports, Reported, reportReasons, type MutedMember, type Report } from '@morgenkreis/protocol'
import { inFacility, type FacilityContext } from '../../shell/registry.ts'
import { Shredded } from '../../shell/keys.ts'
import type { Written } from '../../shell/moderated.ts'
import { authorIn, type Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'
import { judgesHere } from './judges.ts'
import { whereMuted } from './muting.ts'
import type { FilingDoc, ModerationStore, ReportDoc } from './store.ts'

const most = 200

/** What waits for those who judge, with what was written as it is now. */
export function serveQueue(shell: Shell, store: ModerationStore): void {
  shell.on(listReports, {
    where: ({ facility }) => inFacility(facility),
    async run(context) {
      const { actor, roster, now } = context
      return { reports: await waitingFor(context), muted: mutedFor(actor, roster, now) }
    },
  })

  /** The newest of those that are the caller's to judge: of others, and of what is there no more, any number may lie between. */
  async function waitingFor({ actor, roster, now }: FacilityContext): Promise<Report[]> {
    const facility = roster.facility.id
    const open: Record<string, unknown> = { facility, state: { $in: ['open', 'hidden'] }, expiresAt: { $gt: now } }
    const waiting: Report[] = []
    for (let docs = await page(open); docs.length > 0 && waiting.length < most;) {
      const own = docs.filter((doc) => judgesHere(actor, { facility, groups: doc.groups }, doc.author, roster))
      waiting.push(...(await viewed(own, { roster, now })))
      const last = docs.at(-1)
      docs = docs.length < most ? [] : await page({ ...open, _id: { $lt: last?._id } })
    }
    return waiting.slice(0, most)
  }

  const page = (filter: Record<string, unknown>): Promise<ReportDoc[]> =>
    store.reports.model.find(filter).sort({ _id: -1 }).limit(most).lean()

  /** Those whose thing is still there, in modules that are on. */
  async function viewed(docs: readonly ReportDoc[], { roster, now }: Pick<FacilityContext, 'roster' | 'now'>) {
    const written = new Map<string, Written>()
    for (const [kind, some] of Map.groupBy(docs, (doc) => doc.kind)) {
      const { modules, read } = shell.moderated.of(kind)
      if (!modules.every((module) => roster.facility.modules.includes(module))) continue
      const refs = some.map(({ ref }) => ref)
      for (const one of await read(refs, roster)) written.set(one.ref, one)
    }
    const filings = await filed([...written.keys()], now)
    return docs.flatMap((doc): Report[] => {
      const thing = written.get(doc.ref)
      // Whoever deletes an account takes what it filed along; what was reported stays to be judged.
      const filedFor = filings.get(doc.ref) ?? { reasons: [], notes: [] }
      return thing === undefined ? [] : [reportOf(doc, thing, { filedFor, roster, now })]
    })
  }

  async function filed(things: readonly string[], now: Date): Promise<Map<string, Filed>> {
    const docs = await store.filings.model
      .find({ thing: { $in: things }, expiresAt: { $gt: now } })
      .sort({ _id: 1 })
      .lean()
    await shell.sealer.prepareToOpen(docs.map(({ note }) => note))
    const opened = docs.map((doc) => ({ ...doc, note: noteOf(doc, shell) }))
    return new Map(
      [...Map.groupBy(opened, ({ thing }) => thing)].map(([thing, some]) => [
        thing,
        { reasons: some.map(({ reason }) => reason), notes: some.flatMap(({ note }) => note ?? []) },
      ]),
    )
  }
}

interface Filed {
  readonly reasons: readonly FilingDoc['reason'][]
  readonly notes: readonly string[]
}

function noteOf({ _id: id, facility, note }: FilingDoc, { sealer }: Shell): string | null {
  if (note === null) return null
  const opened = sealer.open(note, { facility, collection: 'report-filings', id, field: 'note' })
  return opened === Shredded ? null : opened
}

function reportOf(
  { _id: id, kind, ref, state, v }: ReportDoc,
  { author, title, text, at, hidden, announcement, thread }: Written,
  { filedFor: { reasons, notes }, roster, now }: { filedFor: Filed; roster: Roster; now: Date },
): Report {
  const who = roster.members.get(author)
  return {
    ...{
      id,
      thing: Reported.parse({ kind, ref }),
      author: authorIn(roster, author, thread ?? announcement ?? ref),
      title,
      text,
    },
    ...{ at: at.toISOString(), state: hidden && state === 'hidden' ? 'hidden' : 'open', announcement, thread },
    reporters: reasons.length,
    reasons: reportReasons.flatMap((reason) => {
      const count = reasons.filter((one) => one === reason).length
      return count === 0 ? [] : [{ reason, count }]
    }),
    notes: [...notes],
    mutable: who !== undefined && !isStaff(who.role),
    mutedUntil: who !== undefined && isMuted(who, now) ? (who.mutedUntil?.toISOString() ?? null) : null,
    v,
  }
}

/** Whom the caller may let write again: each person once, under whatever hat. */
const mutedFor = (actor: Membership, roster: Roster, now: Date): MutedMember[] =>
  [...roster.ofPerson.values()]
    .flatMap((hats) => hats.find((who) => isMuted(who, now) && may(actor, 'member.unmute', whereMuted(who))) ?? [])
    .map((who) => ({ member: authorIn(roster, who.id, who.id), until: (who.mutedUntil ?? now).toISOString() }))
