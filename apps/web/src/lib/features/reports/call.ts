import type { InputOf, Language } from '@morgenkreis/protocol'
import { consents } from '@morgenkreis/protocol/consents'
import { isIll, type Entry, type Reported } from './entry.ts'

type Reporting = 'sick-note.report' | 'sick-note.change' | 'absence.report' | 'absence.change'

/** What the form asks of the gateway. */
export type ReportCall = { [Name in Reporting]: { readonly name: Name; readonly input: InputOf<Name> } }[Reporting]

export interface Standing {
  readonly isStaff: boolean
  /** The language in which the sentence was read, and whether its box was ticked (K-101). */
  readonly language: Language
  readonly accepted: boolean
  /** The report that is changed; none where it is a new one. */
  readonly changed: Reported | undefined
}

/** The fields hold what the form's own options offer, and the gateway parses them anyway. */
export function callOf(entry: Entry, { isStaff, language, accepted, changed }: Standing): ReportCall {
  const { children, illness, reason, from, to, by, basis } = entry
  const note = entry.note.trim()
  const told = { from, to, ...(note !== '' && { note }) }
  const { version } = consents['sick-note']
  const consent = !isStaff && accepted && { consent: { version, language, accepted } }
  if (changed === undefined) {
    if (entry.kind !== 'ill') return as('absence.report', { children, ...told, ...(reason !== '' && { reason }) })
    const phone = isStaff && { phone: { by: by.trim(), basis } }
    return as('sick-note.report', { children, illness, ...told, ...consent, ...phone })
  }
  return isIll(changed)
    ? as('sick-note.change', { sickNote: changed.id, v: changed.v, illness, ...told, ...consent })
    : as('absence.change', { absence: changed.id, v: changed.v, ...told, ...(reason !== '' && { reason }) })
}

const as = <Name extends Reporting>(name: Name, input: object) =>
  ({ name, input }) as Extract<ReportCall, { name: Name }>
