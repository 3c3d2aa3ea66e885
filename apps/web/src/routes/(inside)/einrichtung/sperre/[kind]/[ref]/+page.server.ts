import { error, fail, redirect } from '@sveltejs/kit'
import { holdsUntil } from '@morgenkreis/domain'
import { Holdable, LegalSource } from '@morgenkreis/protocol'
import { signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { endOfDay } from '#lib/shell/day-end.server.ts'
import { newRequest, requestOf, textOf } from '#lib/shell/entered.server.ts'
import { pathWithin } from '#lib/shell/same-origin.ts'
import type { Actions, PageServerLoad } from './$types'

function named(params: { kind: string; ref: string }): Holdable {
  const thing = Holdable.safeParse(params)
  if (!thing.success) error(404, 'no such thing')
  return thing.data
}

export const load: PageServerLoad = async ({ locals: visit, params, url }) => {
  const { membership } = await signedIn(visit, url)
  if (membership.role !== 'admin') error(403, 'no admin')
  const back = pathWithin(url.origin, url.searchParams.get('zu') ?? '/einrichtung/fristen')
  return { thing: named(params), back, request: newRequest() }
}

/** What was entered, and whether it can be asked for; the day counts to its end. */
function entered(form: FormData) {
  const [source, day] = [textOf(form, 'source'), textOf(form, 'day')]
  const until = endOfDay(day)
  const sound = LegalSource.safeParse(source).success && until !== null
  const code = sound ? holdsUntil(new Date(until), new Date()) : ('invalid' as const)
  return { source, day, until, code }
}

export const actions: Actions = {
  /** What it means is read once more before it is done. */
  check: async ({ request }) => {
    const { source, day, code } = entered(await request.formData())
    return code === null ? { source, day, asked: true } : fail(400, { source, day, code })
  },

  change: async ({ request }) => {
    const { source, day } = entered(await request.formData())
    return { source, day }
  },

  place: async ({ locals: visit, params, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const { source, day, until, code } = entered(form)
    if (code !== null || until === null) return fail(400, { source, day, code: code ?? ('invalid' as const) })
    const call = { as: membership.id, request: requestOf(form), input: { thing: named(params), source, until } }
    const reply = await visit.gateway.call('hold.place', call)
    if (!reply.ok) return fail(statusOf(reply.error.code), { source, day, code: reply.error.code })
    redirect(303, '/einrichtung/fristen?gesperrt#holds')
  },
}
