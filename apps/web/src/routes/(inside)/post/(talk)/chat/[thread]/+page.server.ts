import { error, fail, redirect } from '@sveltejs/kit'
import {
  ChatAcknowledgementId,
  MessageId,
  Partner,
  ThreadId,
  type InputOf,
  type Message,
  type OutputOf,
  type OwnMembership,
} from '@morgenkreis/protocol'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { locking } from '#lib/features/moderation/locking.server.ts'
import { newRequest, requestOf, textOf } from '#lib/shell/entered.server.ts'
import type { Visit } from '#lib/shell/visit.server.ts'
import type { Actions, PageServerLoad } from './$types'

function named(param: string): ThreadId {
  const id = ThreadId.safeParse(param)
  if (!id.success) error(404, 'no such id')
  return id.data
}

const idIn = (value: unknown): MessageId | undefined => MessageId.safeParse(value).data

/** More than these came since: the page opens where reading ended, not at the end. */
const onOnePage = 40

/** Which piece is shown: what the address names, else where reading ended, else the newest. */
function pieceOf(
  url: URL,
  { unread, mark }: OutputOf<'thread.read'>['thread'],
): Omit<InputOf<'message.list'>, 'thread'> {
  const before = idIn(url.searchParams.get('vor'))
  if (before !== undefined) return { before }
  const around = idIn(url.searchParams.get('zu')) ?? (unread > onOnePage ? (mark.upTo ?? undefined) : undefined)
  return around === undefined ? {} : { around }
}

export const load: PageServerLoad = async ({ locals: visit, params, url }) => {
  const { membership } = await signedIn(visit, url)
  const as = membership.id
  const thread = named(params.thread)
  // The cursors are read before the lists: what happens in between is then told a second time, and never missed.
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  const read = answer(await visit.gateway.call('thread.read', { as, input: { thread } }), url)
  const piece = pieceOf(url, read.thread)
  const messages = answer(await visit.gateway.call('message.list', { as, input: { thread, ...piece } }), url)
  const asks = read.audience !== null && read.acknowledgement === null
  const destination = { kind: 'chat' as const, thread }
  const preview = asks
    ? await visit.gateway.call('audience.preview', { as, input: { destination, language: visit.language } })
    : null
  const wanted = idIn(url.searchParams.get('antwort'))
  const answered = messages.messages.find((one): one is Message => one.id === wanted && 'text' in one)
  return { rooms, read, messages, preview: preview?.ok ? preview.data : null, answered, request: newRequest() }
}

/** Before the first message the click on the button, which names the audience, is the acknowledgement (decision 1). */
async function underOf(visit: Visit, { id: as }: OwnMembership, thread: ThreadId, form: FormData) {
  const given = ChatAcknowledgementId.safeParse(form.get('under'))
  if (given.success) return { ok: true as const, data: { under: given.data } }
  const preview = textOf(form, 'preview')
  if (preview === '') return { ok: true as const, data: {} }
  const acknowledgement = { preview, accepted: true } as const
  const call = { as, request: newRequest(), input: { thread, acknowledgement } }
  const reply = await visit.gateway.call('thread.acknowledge', call)
  return reply.ok ? { ok: true as const, data: { under: reply.data.id } } : reply
}

export const actions: Actions = {
  ...locking(({ thread = '' }) => ({ kind: 'thread', ref: named(thread) })),

  send: async ({ locals: visit, params, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const text = textOf(form, 'text')
    const thread = named(params.thread)
    const under = await underOf(visit, membership, thread, form)
    if (!under.ok) return fail(statusOf(under.error.code), { text, code: under.error.code })
    const quotes = idIn(form.get('quotes'))
    const input = { thread, text, ...under.data, ...(quotes && { quotes }) }
    const reply = await visit.gateway.call('message.send', { as: membership.id, request: requestOf(form), input })
    if (!reply.ok) return fail(statusOf(reply.error.code), { text, code: reply.error.code })
    redirect(303, `${url.pathname}#${reply.data.id}`)
  },

  remove: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const message = idIn((await request.formData()).get('message'))
    if (message === undefined) return fail(400, { text: '', code: 'invalid' as const })
    const call = { as: membership.id, request: newRequest(), input: { message } }
    const reply = await visit.gateway.call('message.remove', call)
    if (!reply.ok) return fail(statusOf(reply.error.code), { text: '', code: reply.error.code })
    redirect(303, `${url.pathname}#${message}`)
  },

  unread: async ({ locals: visit, params, url }) => {
    const { membership } = await signedIn(visit, url)
    const input = { thread: named(params.thread), unread: true }
    const reply = await visit.gateway.call('thread.mark', { as: membership.id, request: newRequest(), input })
    if (!reply.ok) return fail(statusOf(reply.error.code), { text: '', code: reply.error.code })
    redirect(303, '/post')
  },

  pass: async ({ locals: visit, params, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const partner = Partner.safeParse((await request.formData()).get('partner'))
    if (!partner.success) return fail(400, { text: '', code: 'invalid' as const })
    const input = { thread: named(params.thread), partner: partner.data }
    const reply = await visit.gateway.call('conversation.pass', { as: membership.id, request: newRequest(), input })
    if (!reply.ok) return fail(statusOf(reply.error.code), { text: '', code: reply.error.code })
    redirect(303, '/post')
  },
}
