import { redirect } from '@sveltejs/kit'
import type { Handle } from '@sveltejs/kit/hooks'
import { copyFor, isKept } from '#lib/shell/copies/kept.ts'
import { visit } from '#lib/shell/visit.server.ts'

const headers = {
  // No foreign origin gets a referrer. Plain `no-referrer` would make browsers send `Origin: null` with our own forms,
  // and Kit's origin check would refuse them.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
}

export const handle: Handle = async ({ event, resolve }) => {
  const { language, theme, stands, acting, copy, keptFor } = Object.assign(event.locals, visit(event))
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%language%', language).replace('%theme%', theme),
    preload: ({ type, path }) => type === 'js' || type === 'css' || (type === 'font' && path.includes('latin-flar')),
  })
  // K-35: a page joins several replies. Who lost the membership between the first and the last gets none of them.
  const shows = response.status < 300 || response.status >= 400
  if (shows && !(await stands())) redirect(303, '/heute')
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  const isCopy = copy && response.status === 200 && isKept(event.route.id, (await acting())?.role)
  const kept = isCopy ? await keptFor() : null
  if (kept !== null) response.headers.set(copyFor, kept)
  // What a page shows depends on who looks: no store on the way may keep it.
  response.headers.set('cache-control', 'private, no-store')
  if (event.url.protocol === 'https:') response.headers.set('strict-transport-security', 'max-age=63072000')
  return response
}
