import { error, fail, redirect } from '@sveltejs/kit'
import { fileReport, Reported } from '@morgenkreis/protocol'
import { signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { newRequest, requestOf, textOf } from '#lib/shell/entered.server.ts'
import { pathWithin } from '#lib/shell/same-origin.ts'
import type { Actions, PageServerLoad } from './$types'

function named(params: { kind: string; ref: string }): Reported {
  const thing = Reported.safeParse(params)
  if (!thing.success) error(404, 'no such thing')
  return thing.data
}

export const load: PageServerLoad = ({ params, url }) => {
  const back = url.searchParams.get('zu')
  return {
    thing: named(params),
    back: back === null ? '/post' : pathWithin(url.origin, back),
    done: url.searchParams.has('gemeldet'),
    request: newRequest(),
  }
}

export const actions: Actions = {
  file: async ({ locals: visit, params, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const note = textOf(form, 'note')
    const why = { reason: form.get('reason'), ...(note !== '' && { note }) }
    const input = fileReport.input.safeParse({ thing: named(params), ...why })
    if (!input.success) return fail(400, { code: 'invalid' as const })
    const call = { as: membership.id, request: requestOf(form), input: input.data }
    const reply = await visit.gateway.call('report.file', call)
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code })
    const back = encodeURIComponent(pathWithin(url.origin, textOf(form, 'back')))
    redirect(303, `${url.pathname}?gemeldet&zu=${back}`)
  },
}
