import { AbsenceId, SickNoteId, type MembershipId, type RequestId } from '@morgenkreis/protocol'
import type { Gateway } from '#lib/shell/visit.server.ts'

const invalid = { ok: false, error: { code: 'invalid' } } as const

interface Removing {
  readonly as: MembershipId
  readonly id: string
  readonly request: RequestId
}

/** Deletes a report as it was named in a form. */
export async function removeReport(gateway: Gateway, kind: string, { as, id, request }: Removing) {
  const [sickNote, absence] = [SickNoteId.safeParse(id), AbsenceId.safeParse(id)]
  if (!sickNote.success || !absence.success) return invalid
  const call = { as, request }
  return kind === 'sick-note'
    ? gateway.call('sick-note.remove', { ...call, input: { sickNote: sickNote.data } })
    : gateway.call('absence.remove', { ...call, input: { absence: absence.data } })
}
