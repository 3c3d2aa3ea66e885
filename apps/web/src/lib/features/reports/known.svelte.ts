import type { Door } from '@morgenkreis/client'
import type { Absence, ChildId, FacilityId, MembershipId, SickNote } from '@morgenkreis/protocol'
import { isIll, type Reported } from './entry.ts'

interface Lists {
  readonly sickNotes: readonly SickNote[]
  readonly absences: readonly Absence[]
}

/** Whose reports are read: guardians name their children. */
export interface Asking {
  readonly as: MembershipId
  readonly input: { readonly facility: FacilityId; readonly children?: ChildId[] }
  readonly ill: boolean
  readonly away: boolean
}

/**
 * What the Kita has, as far as it is known here: as the page brought it, and as every answer since then says. A list that
 * cannot be read leaves what is shown as it is; one that may not be read any more is empty (K-20).
 */
export class Known {
  sickNotes: readonly SickNote[]
  absences: readonly Absence[]
  readonly #asking: Asking
  /** As it was shown last, also of what is gone by now: somebody may be changing it. */
  #shown: Readonly<Record<string, Reported>> = {}

  constructor({ sickNotes, absences }: Lists, asking: Asking) {
    this.#asking = asking
    this.sickNotes = $state.raw(sickNotes)
    this.absences = $state.raw(absences)
    this.#remember()
  }

  get reports(): readonly Reported[] {
    return [...this.sickNotes, ...this.absences]
  }

  /** The report that is asked for, and whether it is there still. */
  find(id: string | null): { readonly report: Reported; readonly isGone: boolean } | undefined {
    const report = this.reports.find((one) => one.id === id)
    if (report !== undefined) return { report, isGone: false }
    const before = this.#shown[id ?? '']
    return before && { report: before, isGone: true }
  }

  /** What the gateway answered to a report or a change stands in the list at once. */
  stored(reply: object): void {
    const told = 'sickNotes' in reply || 'absences' in reply ? Object.values(reply).flat() : [reply]
    for (const report of told as Reported[])
      if (isIll(report)) this.#take({ sickNotes: merged(this.sickNotes, report), absences: this.absences })
      else this.#take({ sickNotes: this.sickNotes, absences: merged(this.absences, report) })
  }

  /** Reads them anew, where somebody answers. */
  async reread(door: Door | undefined): Promise<void> {
    if (door === undefined) return
    const { as, input, ill, away } = this.#asking
    const [notes, absences] = await Promise.all([
      ill ? door.call('sick-note.list', { as, input }).catch(() => undefined) : undefined,
      away ? door.call('absence.list', { as, input }).catch(() => undefined) : undefined,
    ])
    this.#take({
      sickNotes: notes?.ok ? notes.data.sickNotes : isClosed(notes) ? [] : this.sickNotes,
      absences: absences?.ok ? absences.data.absences : isClosed(absences) ? [] : this.absences,
    })
  }

  #take({ sickNotes, absences }: Lists) {
    this.sickNotes = sickNotes
    this.absences = absences
    this.#remember()
  }

  #remember() {
    this.#shown = { ...this.#shown, ...Object.fromEntries(this.reports.map((report) => [report.id, report])) }
  }
}

const merged = <Report extends Reported>(list: readonly Report[], report: Report): Report[] => [
  report,
  ...list.filter(({ id }) => id !== report.id),
]

const closing: ReadonlySet<string> = new Set(['forbidden', 'not-found', 'module-off', 'no-membership'])
const isClosed = (reply: { ok: boolean; error?: { code: string } } | undefined) =>
  reply?.error !== undefined && closing.has(reply.error.code)
