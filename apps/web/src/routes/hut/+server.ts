import { redirect } from '@sveltejs/kit'
import { pathWithin } from '#lib/shell/same-origin.ts'
import { keep } from '#lib/shell/keep.server.ts'
import type { RequestHandler } from './$types'

/** Puts another hat on (decision 3). Only one of the person's own counts: `acting` looks it up among them. */
export const POST: RequestHandler = async ({ cookies, request, url }) => {
  const form = await request.formData()
  const hat = form.get('hat')
  const onward = form.get('weiter')
  if (typeof hat === 'string') keep(cookies, url, 'hat', hat)
  redirect(303, pathWithin(url.origin, typeof onward === 'string' ? onward : null))
}
