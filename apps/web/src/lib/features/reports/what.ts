import type { Illness } from '@morgenkreis/protocol'
import type { ReportWords } from '@morgenkreis/words'
import { isIll, type Entry, type Reported } from './entry.ts'

/** Whether the Kita has to tell the health office (§ 34 IfSG). */
export const isNotifiable = (illness: Illness, { illness: { notifiable } }: ReportWords) =>
  Object.hasOwn(notifiable, illness)

/** What a report says in a few words: the illness, the reason, or no more than that the child is not there. */
export function whatOf(report: Reported, texts: ReportWords): string {
  if (!isIll(report)) return report.reason === null ? texts.form.away : texts.reasons[report.reason]
  return illnessOf(report.illness, texts)
}

/** The same of what stands in the form. */
export function whatIn(entry: Entry, texts: ReportWords): string {
  if (entry.kind === 'ill') return illnessOf(entry.illness, texts)
  const reasons: Record<string, string> = texts.reasons
  return reasons[entry.reason] ?? texts.form.away
}

function illnessOf(illness: string, { illness: { usual, notifiable }, form }: ReportWords): string {
  const named: Record<string, string> = { ...usual, ...notifiable }
  return illness === 'unspecified' ? form.ill : (named[illness] ?? form.ill)
}
