import { fail, redirect } from '@sveltejs/kit'
import { answersAs } from '@morgenkreis/domain'
import { ChildId, GroupId, Household } from '@morgenkreis/protocol'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { newRequest, requestOf, textOf } from '#lib/shell/entered.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  const { facility, id } = membership
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  const { children } = answer(await visit.gateway.call('household.list', { as: id, input: { facility } }), url)
  const wanted = url.searchParams.get('kind')
  return {
    rooms,
    children,
    group: GroupId.safeParse(url.searchParams.get('gruppe')).data ?? null,
    child: children.find((one) => one.id === wanted) ?? null,
    request: newRequest(),
  }
}

export const actions: Actions = {
  start: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const [text, household] = [textOf(form, 'text'), textOf(form, 'household')]
    const child = ChildId.safeParse(url.searchParams.get('kind'))
    // Who is not marked as living apart has no household of a name.
    const named = household === '' ? undefined : Household.safeParse(household)
    if (!child.success || named?.success === false) return fail(400, { text, household, code: 'invalid' as const })
    const partner = answersAs(membership.role)
    const reply = await visit.gateway.call('conversation.start', {
      as: membership.id,
      request: requestOf(form),
      input: { child: child.data, partner, text, ...(named && { household: named.data }) },
    })
    if (!reply.ok) return fail(statusOf(reply.error.code), { text, household, code: reply.error.code })
    redirect(303, `/post/chat/${reply.data.thread}#${reply.data.id}`)
  },
}
