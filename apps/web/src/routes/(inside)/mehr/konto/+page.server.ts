import { fail, redirect } from '@sveltejs/kit'
import { MembershipId, Password, readOwn, sessionCookie, TrashKind } from '@morgenkreis/protocol'
import { removeReport } from '#lib/features/reports/remove.server.ts'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { newRequest, requestOf, textOf } from '#lib/shell/entered.server.ts'
import { keepReceipt } from '#lib/shell/receipt.server.ts'
import { cancelWaiting, writtenActs } from '#lib/shell/written.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { session } = await signedIn(visit, url)
  const before = readOwn.input.shape.before.safeParse(url.searchParams.get('vor') ?? undefined).data
  const input = before === undefined ? {} : { before }
  const [read, kept] = await Promise.all([
    visit.gateway.call('account.read-own', { as: null, input }),
    visit.gateway.call('report.kept', { as: null, input: {} }),
  ])
  const own = answer(read, url)
  const labels = new Map(session.memberships.flatMap(({ children }) => children.map(({ id, label }) => [id, label])))
  const reports = answer(kept, url).reports.map((one) => ({
    ...one,
    name: labels.get(one.child) ?? '',
    request: newRequest(),
  }))
  const messages = own.messages.map((one) => ({ ...one, request: newRequest() }))
  const removed = url.searchParams.get('geloescht')
  return { own: { ...own, messages }, reports, isOlder: before !== undefined, removed }
}

export const actions: Actions = {
  remove: async ({ locals: visit, request, url }) => {
    const { session } = await signedIn(visit, url)
    const form = await request.formData()
    const kind = TrashKind.safeParse(form.get('kind'))
    const membership = MembershipId.safeParse(form.get('membership'))
    if (!kind.success || !membership.success) return fail(400, { code: 'invalid' as const })
    const waits = form.has('waits')
    const remove = waits ? cancelWaiting : writtenActs[kind.data].remove
    const on = { as: membership.data, id: textOf(form, 'id'), request: requestOf(form) }
    const reply = await remove(visit.gateway, on)
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code })
    // Out of the trash it comes only for who belongs there, and only if it was published.
    const comesBack = !waits && session.memberships.some(({ id }) => id === membership.data)
    redirect(303, `/mehr/konto?geloescht${comesBack ? '' : '=endgueltig'}`)
  },

  unreport: async ({ locals: visit, request, url }) => {
    await signedIn(visit, url)
    const form = await request.formData()
    const membership = MembershipId.safeParse(form.get('membership'))
    if (!membership.success) return fail(400, { code: 'invalid' as const })
    const on = { as: membership.data, id: textOf(form, 'id'), request: requestOf(form) }
    const reply = await removeReport(visit.gateway, textOf(form, 'kind'), on)
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code })
    redirect(303, '/mehr/konto?geloescht=endgueltig')
  },

  delete: async ({ cookies, locals: visit, request, setHeaders, url }) => {
    await signedIn(visit, url)
    const password = Password.safeParse((await request.formData()).get('password'))
    if (!password.success) return fail(400, { wrong: true })
    const call = { as: null, input: { password: password.data } }
    const reply = await visit.gateway.call('account.delete', call)
    if (!reply.ok) {
      const { code } = reply.error
      return fail(statusOf(code), code === 'wrong-credentials' ? { wrong: true } : { code })
    }
    for (const name of [sessionCookie(url.protocol === 'https:'), 'facility', 'hat'])
      cookies.delete(name, { path: '/' })
    keepReceipt(cookies, url, reply.data)
    setHeaders({ 'clear-site-data': '"storage"' })
    redirect(303, '/auf-wiedersehen')
  },
}
