import { redirect } from '@sveltejs/kit'
import { pathWithin } from '#lib/shell/same-origin.ts'
import { keep } from '#lib/shell/keep.server.ts'
import type { RequestHandler } from './$types'

/** Puts another hat on (decision 3): one of the person's own. */
export const POST: RequestHandler = async ({ cookies, locals, request, url }) => {
  const form = await request.formData()
  const onward = form.get('weiter')
  const own = (await locals.session())?.memberships.find(({ id }) => id === form.get('hat'))
  if (own !== undefined) keep(cookies, url, 'hat', own.id)
  redirect(303, pathWithin(url.origin, typeof onward === 'string' ? onward : null))
}
