import { error } from '@sveltejs/kit'
import { listAudit } from '@morgenkreis/protocol'
import { answer, signedIn } from '#lib/shell/answer.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  if (membership.role !== 'admin') error(403, 'no admin')
  const asked = askedIn(url)
  const call = { as: membership.id, input: { facility: membership.facility, ...asked } }
  return { asked, audit: answer(await visit.gateway.call('audit.list', call), url) }
}

/** What the address asks for; what it asks for in a wrong form is not asked for. */
function askedIn({ searchParams }: URL) {
  const { on, operation, before } = listAudit.input.shape
  const day = on.safeParse(searchParams.get('tag') || undefined)
  const named = operation.safeParse(searchParams.get('vorgang') || undefined)
  const older = before.safeParse(Number(searchParams.get('vor') ?? undefined) || undefined)
  return {
    ...(day.data !== undefined && { on: day.data }),
    ...(named.data !== undefined && { operation: named.data }),
    ...(older.data !== undefined && { before: older.data }),
  }
}
