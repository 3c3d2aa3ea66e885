import { fail, redirect } from '@sveltejs/kit'
import { Email, Password, sessionCookie } from '@morgenkreis/protocol'
import { statusOf } from '#lib/shell/answer.server.ts'
import { aYear } from '#lib/shell/keep.server.ts'
import { pathWithin } from '#lib/shell/same-origin.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const onward = url.searchParams.get('weiter')
  if ((await locals.acting()) !== null) redirect(303, pathWithin(url.origin, onward))
  return { onward, withoutMembership: (await locals.session()) !== null }
}

export const actions = {
  default: async ({ cookies, locals, request, url }) => {
    const form = await request.formData()
    const entered = form.get('email')
    const email = typeof entered === 'string' ? entered.trim() : ''
    const address = Email.safeParse(email)
    const password = Password.safeParse(form.get('password'))
    if (!address.success || !password.success) return fail(400, { email, code: 'wrong-credentials' as const })
    const input = { email: address.data, password: password.data }
    const reply = await locals.gateway.call('session.open', { as: null, input })
    if (!reply.ok) return fail(statusOf(reply.error.code), { email, code: reply.error.code })
    const secure = url.protocol === 'https:'
    cookies.set(sessionCookie(secure), reply.data.token, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure,
      // How long the session lasts is the gateway's to say, and every use prolongs it (K-53): the cookie only has to outlast it.
      maxAge: aYear,
    })
    const onward = form.get('weiter')
    redirect(303, pathWithin(url.origin, typeof onward === 'string' ? onward : null))
  },
} satisfies Actions
