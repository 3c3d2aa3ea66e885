import { fail, redirect } from '@sveltejs/kit'
import { nearClosings, openDaysAfter } from '@morgenkreis/domain'
import { AbsenceId, Day, SickNoteId } from '@morgenkreis/protocol'
import { teamOf } from '#lib/features/reports/desk.server.ts'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { dayAt } from '#lib/shell/day-end.server.ts'
import { newRequest, textOf } from '#lib/shell/entered.server.ts'
import { modulesOf } from '#lib/shell/modules.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Beside today staff look at so many days on which the Kita is open: with today a week of it. */
const daysAhead = 4

const addressOf = (day: Day) => (day === dayAt(new Date()) ? '/heute' : `/heute?tag=${day}`)

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  const { facility, id } = membership
  const on = await modulesOf(visit, facility)
  // The cursors are read before the list: what happens in between is then told a second time, and never missed.
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  const post = on.includes('announcements')
    ? answer(await visit.gateway.call('announcement.list', { as: id, input: { facility } }), url)
    : null
  const unopened =
    post === null
      ? { unopened: [] }
      : answer(await visit.gateway.call('announcement.unopened', { as: id, input: { facility } }), url)
  const polls = on.includes('polls')
    ? answer(await visit.gateway.call('poll.list', { as: id, input: { facility } }), url)
    : null
  const asked =
    post !== null && membership.role === 'guardian'
      ? answer(await visit.gateway.call('confirmation.list', { as: id, input: { facility } }), url)
      : null
  const { closings } = answer(await visit.gateway.call('closing.list', { as: id, input: { facility } }), url)
  const today = dayAt(new Date())
  const closed = nearClosings(closings, today)
  const days = openDaysAfter(today, closings, daysAhead)
  // A day that cannot be meant, perhaps kept from last week, is today.
  const day = days.find((one) => one === url.searchParams.get('tag'))
  return { rooms, post, unopened, polls, asked, closed, days, team: await teamOf(visit, membership, url, day) }
}

export const actions: Actions = {
  /** Staff say that they have read a report (K-20). */
  see: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const call = { as: membership.id, request: newRequest() }
    const [sickNote, absence] = [SickNoteId.safeParse(form.get('report')), AbsenceId.safeParse(form.get('report'))]
    const v = Number(textOf(form, 'v'))
    if (!sickNote.success || !absence.success) return fail(400, { code: 'invalid' as const })
    const reply =
      textOf(form, 'kind') === 'sick-note'
        ? await visit.gateway.call('sick-note.see', { ...call, input: { sickNote: sickNote.data, v } })
        : await visit.gateway.call('absence.see', { ...call, input: { absence: absence.data, v } })
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code })
    const day = Day.safeParse(url.searchParams.get('tag'))
    redirect(303, day.success ? addressOf(day.data) : '/heute')
  },
}
