import { fail, redirect } from '@sveltejs/kit'
import { AnnouncementId, ChildId, CommentId } from '@morgenkreis/protocol'
import { error } from '@sveltejs/kit'
import { readMore } from '#lib/features/confirmations/more.server.ts'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { locking } from '#lib/features/moderation/locking.server.ts'
import { acknowledgementOf, newRequest, requestOf, textOf } from '#lib/shell/entered.server.ts'
import type { Actions, PageServerLoad } from './$types'

function named(param: string): AnnouncementId {
  const id = AnnouncementId.safeParse(param)
  if (!id.success) error(404, 'no such id')
  return id.data
}

export const load: PageServerLoad = async ({ locals: visit, params, url }) => {
  const { session, membership } = await signedIn(visit, url)
  const as = membership.id
  const input = { announcement: named(params.announcement) }
  // The cursors are read before the lists: what happens in between is then told a second time, and never missed.
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  const announcement = answer(await visit.gateway.call('announcement.read', { as, input }), url)
  // Whoever opens the page has read it, with or without a script; refused, it was opened before. A copy for the device asks in vain.
  if (!('gone' in announcement)) await visit.gateway.call('announcement.open', { as, request: newRequest(), input })
  const comments = await visit.gateway.call('comment.list', { as, input })
  const destination = { kind: 'comment' as const, announcement: input.announcement }
  const preview = await visit.gateway.call('audience.preview', {
    as,
    input: { destination, language: visit.language },
  })
  const more = await readMore(announcement, { person: session.person, membership }, visit.gateway)
  return { rooms, announcement, comments, preview, more, request: newRequest() }
}

export const actions: Actions = {
  ...locking(({ announcement = '' }) => ({ kind: 'announcement', ref: named(announcement) })),

  publish: async ({ locals: visit, params, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const text = textOf(form, 'text')
    const reply = await visit.gateway.call('comment.publish', {
      as: membership.id,
      request: requestOf(form),
      input: { announcement: named(params.announcement), text, ...acknowledgementOf(form) },
    })
    if (!reply.ok) return fail(statusOf(reply.error.code), { text, code: reply.error.code })
    redirect(303, `${url.pathname}#${reply.data.id}`)
  },

  removeComment: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const comment = CommentId.safeParse((await request.formData()).get('comment'))
    if (!comment.success) return fail(400, { text: '', code: 'invalid' as const })
    const call = { as: membership.id, request: newRequest(), input: { comment: comment.data } }
    const reply = await visit.gateway.call('comment.remove', call)
    if (!reply.ok) return fail(statusOf(reply.error.code), { text: '', code: reply.error.code })
    redirect(303, `${url.pathname}#${comment.data}`)
  },

  removeAnnouncement: async ({ locals: visit, params, url }) => {
    const { membership } = await signedIn(visit, url)
    const input = { announcement: named(params.announcement) }
    const reply = await visit.gateway.call('announcement.remove', { as: membership.id, request: newRequest(), input })
    if (!reply.ok) return fail(statusOf(reply.error.code), { text: '', code: reply.error.code })
    redirect(303, '/post')
  },

  confirm: async ({ locals: visit, params, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const child = ChildId.safeParse((await request.formData()).get('child'))
    if (!child.success) return fail(400, { text: '', asked: 'invalid' as const })
    const input = { announcement: named(params.announcement), child: child.data }
    const reply = await visit.gateway.call('announcement.confirm', { as: membership.id, request: newRequest(), input })
    if (!reply.ok) return fail(statusOf(reply.error.code), { text: '', asked: reply.error.code })
    redirect(303, url.pathname)
  },

  remind: async ({ locals: visit, params, url }) => {
    const { membership } = await signedIn(visit, url)
    const input = { announcement: named(params.announcement) }
    const reply = await visit.gateway.call('announcement.remind', { as: membership.id, request: newRequest(), input })
    if (!reply.ok) return fail(statusOf(reply.error.code), { text: '', asked: reply.error.code })
    redirect(303, url.pathname)
  },
}
