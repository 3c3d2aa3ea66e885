import { fail, redirect } from '@sveltejs/kit'
import { AbsenceId, SickNoteId, type FacilityId, type Module } from '@morgenkreis/protocol'
import { teamOf } from '#lib/features/reports/desk.server.ts'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { newRequest, textOf } from '#lib/shell/entered.server.ts'
import type { Visit } from '#lib/shell/visit.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  const { facility, id } = membership
  const on = await modulesOf(visit, facility)
  // The cursors are read before the list: what happens in between is then told a second time, and never missed.
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  const post = on.includes('announcements')
    ? answer(await visit.gateway.call('announcement.list', { as: id, input: { facility } }), url)
    : null
  return { rooms, post, team: await teamOf(visit, membership, url) }
}

export const actions: Actions = {
  /** Staff say that they have read a report (K-20). */
  see: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const call = { as: membership.id, request: newRequest() }
    const [sickNote, absence] = [SickNoteId.safeParse(form.get('report')), AbsenceId.safeParse(form.get('report'))]
    if (!sickNote.success || !absence.success) return fail(400, { code: 'invalid' as const })
    const reply =
      textOf(form, 'kind') === 'sick-note'
        ? await visit.gateway.call('sick-note.see', { ...call, input: { sickNote: sickNote.data } })
        : await visit.gateway.call('absence.see', { ...call, input: { absence: absence.data } })
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code })
    redirect(303, '/heute')
  },
}

async function modulesOf(visit: Visit, facility: FacilityId): Promise<readonly Module[]> {
  return (await visit.session())?.facilities.find(({ id }) => id === facility)?.modules ?? []
}
