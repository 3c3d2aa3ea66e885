import { error } from '@sveltejs/kit'
import { signedIn } from '#lib/shell/answer.server.ts'
import { keep } from '#lib/shell/keep.server.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ cookies, locals, url }) => {
  const { session, membership } = await signedIn(locals, url)
  const facility = session.facilities.find(({ id }) => id === membership.facility)
  if (facility === undefined) error(500, 'a membership without its facility')
  // The load balancer keeps a facility's people on one gateway, where their messages share a transaction.
  if (cookies.get('facility') !== facility.id) keep(cookies, url, 'facility', facility.id)
  return {
    ...session,
    membership,
    facility,
    now: new Date().toISOString(),
    kept: locals.copy,
    keptFor: await locals.keptFor(),
  }
}
