import { error, fail, redirect } from '@sveltejs/kit'
import { PollKind, PollVoter, publishPoll } from '@morgenkreis/protocol'
import { instantOf, usualDeadline } from '#lib/features/polls/deadline.server.ts'
import type { Entered } from '#lib/features/polls/entered.ts'
import { optionsIn } from '#lib/features/polls/options.ts'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { acknowledgementOf, newRequest, requestOf, sentBefore, textOf } from '#lib/shell/entered.server.ts'
import { modulesOf } from '#lib/shell/modules.server.ts'
import { onlyGroup, recipients } from '#lib/shell/recipients.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  const { facility, id, role, writes } = membership
  if (!(role === 'admin' || (role === 'educator' && writes))) error(403, 'no write right')
  if (!(await modulesOf(visit, facility)).includes('polls')) error(404, 'module-off', { code: 'module-off' })
  const groups = recipients(url.searchParams.getAll('gruppe')) ?? onlyGroup(membership)
  const empty = { request: newRequest(), deadline: usualDeadline(new Date()) }
  if (groups === null) return { ...empty, chosen: null, preview: null }
  const input = { destination: { kind: 'poll' as const, facility, groups }, language: visit.language }
  const preview = answer(await visit.gateway.call('audience.preview', { as: id, input }), url)
  return { ...empty, chosen: groups, preview }
}

export const actions: Actions = {
  publish: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const entered = enteredIn(form)
    const { question, kind, per, anonymous, totals } = entered
    const isText = kind === 'text'
    const input = publishPoll.input.safeParse({
      facility: membership.facility,
      groups: recipients(url.searchParams.getAll('gruppe')),
      question,
      kind,
      options: isText ? [] : optionsIn(entered.options),
      per,
      anonymous,
      totals,
      closesAt: instantOf(entered.closesAt),
      ...acknowledgementOf(form),
    })
    if (!input.success) return fail(400, { ...entered, code: 'invalid' as const })
    const call = { as: membership.id, request: requestOf(form), input: input.data }
    const reply = await visit.gateway.call('poll.publish', call)
    if (!reply.ok) {
      const { code } = reply.error
      return fail(statusOf(code), { ...entered, code, ...sentBefore(form, code, url.searchParams.getAll('gruppe')) })
    }
    redirect(303, `/post/umfrage/${reply.data.id}`)
  },
}

function enteredIn(form: FormData): Entered {
  const kind = PollKind.safeParse(form.get('kind'))
  const per = PollVoter.safeParse(form.get('per'))
  return {
    question: textOf(form, 'question'),
    options: textOf(form, 'options'),
    kind: kind.success ? kind.data : 'one',
    per: per.success ? per.data : 'child',
    closesAt: textOf(form, 'closesAt'),
    anonymous: form.get('anonymous') === 'yes',
    totals: form.get('totals') === 'yes',
  }
}
