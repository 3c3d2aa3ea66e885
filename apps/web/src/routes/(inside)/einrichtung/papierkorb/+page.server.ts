import { fail, redirect } from '@sveltejs/kit'
import { TrashKind } from '@morgenkreis/protocol'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { newRequest, requestOf, textOf } from '#lib/shell/entered.server.ts'
import { writtenActs } from '#lib/shell/written.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  const input = { facility: membership.facility }
  const trash = answer(await visit.gateway.call('trash.list', { as: membership.id, input }), url)
  const items = trash.items.map((item) => ({ item, request: newRequest() }))
  return { items, more: trash.more, restored: url.searchParams.has('wiederhergestellt') }
}

export const actions: Actions = {
  restore: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const kind = TrashKind.safeParse(form.get('kind'))
    if (!kind.success) return fail(400, { code: 'invalid' as const })
    const reply = await writtenActs[kind.data].restore(visit.gateway, {
      ...{ as: membership.id, id: textOf(form, 'id'), request: requestOf(form) },
    })
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code })
    redirect(303, '/einrichtung/papierkorb?wiederhergestellt')
  },
}
