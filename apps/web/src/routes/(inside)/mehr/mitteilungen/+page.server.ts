import { fail, redirect } from '@sveltejs/kit'
import { PushPreferences, SubscriptionId } from '@morgenkreis/protocol'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { textOf } from '#lib/shell/entered.server.ts'
import { hoursOf } from '#lib/shell/hours.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  const { key } = answer(await visit.gateway.call('push.key', { as: null, input: {} }), url)
  const push = answer(await visit.gateway.call('push.list', { as: null, input: {} }), url)
  const { id: as, facility, role } = membership
  const { hours } = answer(await visit.gateway.call('quiet-hours.read', { as, input: { facility } }), url)
  const anyway = hours.flatMap(({ of, hours }) => ((of === 'everybody' || of === role) && hours !== 'off' ? hours : []))
  return { anyway, possible: key !== null, push, saved: url.searchParams.has('gespeichert') }
}

export const actions: Actions = {
  prefer: async ({ locals: visit, request }) => {
    const form = await request.formData()
    const mail = textOf(form, 'mail') === 'yes'
    const wanted = PushPreferences.safeParse({ categories: form.getAll('category'), quiet: hoursOf(form), mail })
    if (!wanted.success) return fail(400, { code: 'invalid' as const })
    const reply = await visit.gateway.call('push.prefer', { as: null, input: wanted.data })
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code })
    redirect(303, '/mehr/mitteilungen?gespeichert')
  },

  remove: async ({ locals: visit, request }) => {
    const named = SubscriptionId.safeParse((await request.formData()).get('subscription'))
    if (!named.success) return fail(400, { code: 'invalid' as const })
    const reply = await visit.gateway.call('push.unsubscribe', { as: null, input: { subscription: named.data } })
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code })
    redirect(303, '/mehr/mitteilungen')
  },
}
