import { fail, redirect } from '@sveltejs/kit'
import { Day, SickNoteId } from '@morgenkreis/protocol'
import { callOf } from '#lib/features/reports/call.ts'
import { askingOf, deskOf, isStaff } from '#lib/features/reports/desk.server.ts'
import { entryIn } from '#lib/features/reports/entered.server.ts'
import { removeReport } from '#lib/features/reports/remove.server.ts'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { newRequest, requestOf, textOf } from '#lib/shell/entered.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  // The cursors are read before the lists: what happens in between is then told a second time, and never missed.
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  const desk = await deskOf(visit, membership, url)
  const asked = url.searchParams.get('aendern')
  return {
    rooms,
    ...desk,
    isStaff: isStaff(membership),
    /** The report that is to be changed. */
    asked,
    asking: askingOf(membership),
    again: url.searchParams.has('wie-letztes-mal'),
    done: url.searchParams.has('angekommen') ? 'arrived' : url.searchParams.has('geloescht') ? 'removed' : null,
    request: newRequest(),
    // Of each report, for what can be done about it: pressing twice is doing it once.
    requests: Object.fromEntries(
      [...desk.sickNotes, ...desk.absences].map(({ id }) => [id, { recover: newRequest(), remove: newRequest() }]),
    ),
  } as const
}

export const actions: Actions = {
  report: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const entry = entryIn(form)
    const { sickNotes, absences } = await deskOf(visit, membership, url)
    const asked = url.searchParams.get('aendern')
    const changed = [...sickNotes, ...absences].find(({ id }) => id === asked)
    if (asked !== null && changed === undefined) return fail(410, { entry, code: 'gone' as const })
    const standing = {
      isStaff: isStaff(membership),
      language: visit.language,
      accepted: form.get('accepted') === 'yes',
      // As it stood before the eyes of whoever changes it.
      changed: changed && { ...changed, v: Number(textOf(form, 'v')) },
    }
    const { name, input } = callOf(entry, standing)
    const reply = await visit.gateway.call(name, { as: membership.id, request: requestOf(form), input })
    if (!reply.ok) return fail(statusOf(reply.error.code), { entry, code: reply.error.code })
    redirect(303, '/melden?angekommen')
  },

  recover: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const [sickNote, back] = [SickNoteId.safeParse(form.get('report')), Day.safeParse(form.get('back'))]
    if (!sickNote.success || !back.success) return fail(400, { entry: undefined, code: 'invalid' as const })
    const input = { sickNote: sickNote.data, back: back.data }
    const reply = await visit.gateway.call('sick-note.recover', { as: membership.id, request: requestOf(form), input })
    if (!reply.ok) return fail(statusOf(reply.error.code), { entry: undefined, code: reply.error.code })
    redirect(303, '/melden?angekommen')
  },

  remove: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const on = { as: membership.id, id: textOf(form, 'report'), request: requestOf(form) }
    const reply = await removeReport(visit.gateway, textOf(form, 'kind'), on)
    if (!reply.ok) return fail(statusOf(reply.error.code), { entry: undefined, code: reply.error.code })
    redirect(303, '/melden?geloescht')
  },
}
