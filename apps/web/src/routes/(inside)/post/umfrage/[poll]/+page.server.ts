import { error, fail, redirect } from '@sveltejs/kit'
import { PollId, votePoll } from '@morgenkreis/protocol'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { newRequest, requestOf, textOf } from '#lib/shell/entered.server.ts'
import type { Actions, PageServerLoad } from './$types'

function named(param: string): PollId {
  const id = PollId.safeParse(param)
  if (!id.success) error(404, 'no such id')
  return id.data
}

export const load: PageServerLoad = async ({ locals: visit, params, url }) => {
  const { membership } = await signedIn(visit, url)
  // The cursors are read before the poll: what happens in between is then told a second time, and never missed.
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  const call = { as: membership.id, input: { poll: named(params.poll) } }
  const read = answer(await visit.gateway.call('poll.read', call), url)
  // Each form its own: two of them sent in haste are two answers.
  const requests = 'gone' in read ? [] : read.own.map(() => newRequest())
  return { rooms, read, requests }
}

export const actions: Actions = {
  vote: async ({ locals: visit, params, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const child = textOf(form, 'child')
    const entered = { child: child === '' ? null : child, text: textOf(form, 'text') }
    const choices = form.getAll('choice').map(Number)
    const input = votePoll.input.safeParse({
      poll: named(params.poll),
      ...(child !== '' && { child }),
      answer: form.has('text') ? { text: entered.text } : { choices },
    })
    if (!input.success) return fail(400, { ...entered, code: 'invalid' as const })
    const reply = await visit.gateway.call('poll.vote', {
      as: membership.id,
      request: requestOf(form),
      input: input.data,
    })
    if (!reply.ok) return fail(statusOf(reply.error.code), { ...entered, code: reply.error.code })
    redirect(303, `${url.pathname}#antwort-${child === '' ? 'familie' : child}`)
  },

  close: async ({ locals: visit, params, url }) => {
    const { membership } = await signedIn(visit, url)
    const call = { as: membership.id, request: newRequest(), input: { poll: named(params.poll) } }
    const reply = await visit.gateway.call('poll.close', call)
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code })
    redirect(303, url.pathname)
  },

  remove: async ({ locals: visit, params, url }) => {
    const { membership } = await signedIn(visit, url)
    const call = { as: membership.id, request: newRequest(), input: { poll: named(params.poll) } }
    const reply = await visit.gateway.call('poll.remove', call)
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code })
    redirect(303, '/post')
  },
}
