import type { ToldEvent } from '@morgenkreis/protocol'

/** Everything about sick notes and absences is told under one reference: what it is about, no event says (K-20, K-39). */
export const reports = 'reports'
/** What is filed and settled is read anew by those who judge it. */
export const judgements = 'judgements'
export const confirmation = (announcement: string, child: string) => `${announcement} ${child}`

/**
 * Under which name the record knows a told event. Some are told under the id of a row that whoever caused them never sees:
 * they go by what they are about.
 */
export function refOf(event: ToldEvent): string {
  switch (event.name) {
    case 'report.changed':
      return reports
    case 'report.filed':
    case 'report.settled':
      return judgements
    case 'announcement.confirmed':
      return event.data ? confirmation(event.data.announcement, event.data.child) : event.ref
    case 'announcement.reminded':
    case 'announcement.opened':
      return event.data?.announcement ?? event.ref
    case 'thread.marked':
      return event.data?.thread ?? event.ref
    default:
      return event.ref
  }
}

/** What its author wrote, as far as it is told. */
export function textOf({ data }: ToldEvent): string | null {
  if (data === undefined) return null
  if ('text' in data) return data.text
  return 'question' in data ? data.question : null
}
