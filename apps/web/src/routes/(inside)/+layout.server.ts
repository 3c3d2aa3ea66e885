import { error } from '@sveltejs/kit'
import { signedIn } from '#lib/shell/answer.server.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ locals, url }) => {
  const { session, membership } = await signedIn(locals, url)
  const facility = session.facilities.find(({ id }) => id === membership.facility)
  if (facility === undefined) error(500, 'a membership without its facility')
  return { ...session, membership, facility, now: new Date().toISOString() }
}
