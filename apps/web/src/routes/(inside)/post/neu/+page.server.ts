import { error, fail, redirect } from '@sveltejs/kit'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { acknowledgementOf, newRequest, requestOf, textOf } from '#lib/shell/entered.server.ts'
import { onlyGroup, recipients } from '#lib/shell/recipients.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  const { facility, id, role, writes } = membership
  if (role === 'guardian' || !(role === 'admin' || writes)) error(403, 'no write right')
  const groups = recipients(url.searchParams.getAll('gruppe')) ?? onlyGroup(membership)
  if (groups === null) return { chosen: null, preview: null, request: newRequest() }
  const destination = { kind: 'announcement' as const, facility, groups }
  const input = { destination, language: visit.language }
  const preview = answer(await visit.gateway.call('audience.preview', { as: id, input }), url)
  return { chosen: groups, preview, request: newRequest() }
}

export const actions: Actions = {
  publish: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const entered = { heading: textOf(form, 'heading'), text: textOf(form, 'text') }
    const groups = recipients(url.searchParams.getAll('gruppe'))
    if (groups === null) return fail(400, { ...entered, code: 'invalid' as const })
    const reply = await visit.gateway.call('announcement.publish', {
      as: membership.id,
      request: requestOf(form),
      input: {
        facility: membership.facility,
        groups,
        title: entered.heading,
        text: entered.text,
        ...acknowledgementOf(form),
      },
    })
    if (!reply.ok) return fail(statusOf(reply.error.code), { ...entered, code: reply.error.code })
    redirect(303, `/post/${reply.data.id}`)
  },
}
