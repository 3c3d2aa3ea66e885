import { error, fail, redirect } from '@sveltejs/kit'
import { MembershipId, muteMember, settleReport, type OperationName, type Reply } from '@morgenkreis/protocol'
import { untilOf } from '#lib/features/moderation/until.server.ts'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { newRequest, requestOf, textOf } from '#lib/shell/entered.server.ts'
import type { Actions, PageServerLoad } from './$types'

const dones = ['kept', 'hidden', 'removed', 'muted', 'unmuted'] as const
type Done = (typeof dones)[number]

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  if (membership.role !== 'admin' && membership.role !== 'educator') error(403, 'no staff')
  // The cursors are read before the list: what happens in between is then told a second time, and never missed.
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  const isModerator = membership.rights.includes('moderate')
  const call = { as: membership.id, input: { facility: membership.facility } }
  const list = isModerator ? answer(await visit.gateway.call('report.list', call), url) : null
  const done = dones.find((one) => one === url.searchParams.get('erledigt'))
  const reports = list?.reports.map((report) => ({ report, request: newRequest() })) ?? []
  return { rooms, list, reports, done, request: newRequest() }
}

const wrong = () => fail(400, { code: 'invalid' as const })

function after<Name extends OperationName>(reply: Reply<Name>, done: Done) {
  if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code })
  redirect(303, `/einrichtung/moderation?erledigt=${done}`)
}

export const actions: Actions = {
  settle: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const input = settleReport.input.safeParse({ report: form.get('report'), outcome: form.get('outcome') })
    if (!input.success) return wrong()
    const call = { as: membership.id, request: requestOf(form), input: input.data }
    return after(await visit.gateway.call('report.settle', call), input.data.outcome)
  },

  mute: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const until = untilOf(textOf(form, 'period'), textOf(form, 'until'), new Date())
    if (until === null) return fail(400, { code: 'mute-out-of-range' as const })
    const input = muteMember.input.safeParse({ membership: form.get('membership'), until })
    if (!input.success) return wrong()
    const call = { as: membership.id, request: requestOf(form), input: input.data }
    return after(await visit.gateway.call('member.mute', call), 'muted')
  },

  unmute: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const named = MembershipId.safeParse(form.get('membership'))
    if (!named.success) return wrong()
    const call = { as: membership.id, request: requestOf(form), input: { membership: named.data } }
    return after(await visit.gateway.call('member.unmute', call), 'unmuted')
  },
}
