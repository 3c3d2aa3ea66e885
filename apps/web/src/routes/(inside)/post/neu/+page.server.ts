import { error, fail, redirect } from '@sveltejs/kit'
import type { InputOf, RefusalCode } from '@morgenkreis/protocol'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { acknowledgementOf, newRequest, requestOf, sentBefore, textOf } from '#lib/shell/entered.server.ts'
import { instantOf } from '#lib/shell/instant.server.ts'
import { onlyGroup, recipients } from '#lib/shell/recipients.server.ts'
import type { Actions, PageServerLoad } from './$types'

type Wanted = Pick<InputOf<'announcement.publish'>, 'confirmation' | 'priority' | 'reason' | 'publishAt'>

const optionsOf = (form: FormData) => ({
  confirmation: textOf(form, 'confirmation'),
  publishAt: textOf(form, 'publishAt'),
  urgent: textOf(form, 'urgent'),
  reason: textOf(form, 'reason'),
})

/** The options as they are sent; a time that is none is refused. */
function wanted({ confirmation, publishAt, urgent, reason }: ReturnType<typeof optionsOf>): Wanted | RefusalCode {
  const at = publishAt === '' ? undefined : instantOf(publishAt)
  if (at === null) return 'schedule-range'
  return {
    ...((confirmation === 'one' || confirmation === 'all') && { confirmation }),
    ...(urgent === 'yes' && { priority: 'urgent' as const, reason }),
    ...(at !== undefined && { publishAt: at }),
  }
}

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  const { facility, id, role, writes } = membership
  if (role === 'guardian' || !(role === 'admin' || writes)) error(403, 'no write right')
  const groups = recipients(url.searchParams.getAll('gruppe')) ?? onlyGroup(membership)
  const { hours } = answer(await visit.gateway.call('quiet-hours.read', { as: id, input: { facility } }), url)
  const families = hours.filter(({ of }) => of === 'everybody' || of === 'guardian')
  const quiet = families.flatMap(({ hours }) => (hours === 'off' ? [] : [hours]))
  if (groups === null) return { chosen: null, preview: null, request: newRequest(), quiet }
  const destination = { kind: 'announcement' as const, facility, groups }
  const input = { destination, language: visit.language }
  const preview = answer(await visit.gateway.call('audience.preview', { as: id, input }), url)
  return { chosen: groups, preview, request: newRequest(), quiet }
}

export const actions: Actions = {
  publish: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const options = optionsOf(form)
    const entered = { heading: textOf(form, 'heading'), text: textOf(form, 'text'), options }
    const refuse = (code: RefusalCode, status = 400) =>
      fail(status, { ...entered, code, ...sentBefore(form, code, url.searchParams.getAll('gruppe')) })
    const more = wanted(options)
    if (typeof more === 'string') return refuse(more)
    const groups = recipients(url.searchParams.getAll('gruppe'))
    if (groups === null) return refuse('invalid')
    const reply = await visit.gateway.call('announcement.publish', {
      as: membership.id,
      request: requestOf(form),
      input: {
        facility: membership.facility,
        groups,
        title: entered.heading,
        text: entered.text,
        ...more,
        ...acknowledgementOf(form),
      },
    })
    if (!reply.ok) return refuse(reply.error.code, statusOf(reply.error.code))
    redirect(303, 'publishAt' in reply.data ? `/post?geplant=${reply.data.id}` : `/post/${reply.data.id}`)
  },
}
