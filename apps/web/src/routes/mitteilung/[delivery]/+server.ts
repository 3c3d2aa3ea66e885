import { redirect } from '@sveltejs/kit'
import { DeliveryId, type PushThread } from '@morgenkreis/protocol'
import { signedIn } from '#lib/shell/answer.server.ts'
import { keep } from '#lib/shell/keep.server.ts'
import type { RequestHandler } from './$types'

const folderOf = { announcement: '/post', thread: '/post/chat', poll: '/post/umfrage' } as const
function pathOf(thread: PushThread): string {
  if (thread.kind === 'today') return '/heute'
  return thread.kind === 'post' ? '/post' : `${folderOf[thread.kind]}/${thread.id}`
}

/** Where a notification or a mail leads: to what it is about, under a hat that may read it; else to the post. */
export const GET: RequestHandler = async ({ cookies, locals: visit, params, url }) => {
  const { membership } = await signedIn(visit, url)
  const delivery = DeliveryId.safeParse(params.delivery)
  if (!delivery.success) redirect(303, '/post')
  const reply = await visit.gateway.call('push.open', { as: null, input: { delivery: delivery.data } })
  if (!reply.ok || reply.data.thread === null) redirect(303, '/post')
  const { thread, as } = reply.data
  const [first] = as
  if (first !== undefined && !as.includes(membership.id)) keep(cookies, url, 'hat', first)
  redirect(303, pathOf(thread))
}
