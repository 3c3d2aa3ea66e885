import { error, redirect } from '@sveltejs/kit'
import type { OperationName, OutputOf, OwnMembership, RefusalCode, Reply } from '@morgenkreis/protocol'
import type { Session, Visit } from './visit.server.ts'

const statuses: Partial<Record<RefusalCode, number>> = {
  forbidden: 403,
  'module-off': 404,
  'no-membership': 403,
  'not-found': 404,
  // An id in the address that is none names nothing.
  invalid: 404,
  'rate-limited': 429,
  'too-many-tries': 429,
  busy: 503,
  'try-again': 503,
  internal: 500,
}

/** The HTTP status under which a page or a form answers a refusal. */
export const statusOf = (code: RefusalCode) => statuses[code] ?? 400

// The action of a form (`?/publish`) is no part of the page that one comes back to.
function signIn({ pathname, searchParams }: URL): string {
  const kept = new URLSearchParams([...searchParams].filter(([name]) => !name.startsWith('/')))
  return `/anmelden?weiter=${encodeURIComponent(kept.size === 0 ? pathname : `${pathname}?${kept}`)}`
}

/** What a page needs to exist at all: refused, the page is an error page, or the sign-in. */
export function answer<Name extends OperationName>(reply: Reply<Name>, url: URL): OutputOf<Name> {
  if (reply.ok) return reply.data
  const { code } = reply.error
  if (code === 'unauthenticated') redirect(303, signIn(url))
  error(statusOf(code), code, { code })
}

/** The session and the membership acted under; without a session the way leads through the sign-in and back. */
export async function signedIn(visit: Visit, url: URL): Promise<{ session: Session; membership: OwnMembership }> {
  const session = await visit.session()
  if (session === null) redirect(303, signIn(url))
  const membership = await visit.acting()
  if (membership === null) redirect(303, '/anmelden')
  return { session, membership }
}
