import { self } from '$app/service-worker'
import { copyAt } from './copies.ts'

/** Nothing personal is in it: the page without a network, with its look. */
const cacheName = 'morgenkreis-offline'
const page = '/ohne-netz'
const parts = /\/_app\/immutable\/[\w./-]+\.(?:css|woff2)/g

/** Keeps the page and what it is made of. Without a network now, what was kept before stays. */
export async function keepOffline(): Promise<void> {
  const response = await fetch(page, { cache: 'no-store' }).catch(() => null)
  if (response === null || !response.ok) return
  const cache = await caches.open(cacheName)
  const html = await response.clone().text()
  await cache.put(page, response)
  const wanted = new Set(html.match(parts))
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url)
    if (pathname !== page && !wanted.has(pathname)) await cache.delete(url)
  }
  await Promise.allSettled([...wanted].map((path) => cache.add(path)))
}

/** The page that was asked for, else as it was last seen, else the one that says that there is no network. */
export async function answerOffline(event: FetchEvent): Promise<Response> {
  try {
    const preloaded = (await event.preloadResponse) as Response | undefined
    return preloaded ?? (await fetch(event.request))
  } catch (error) {
    const copy = await copyAt(new URL(event.request.url).pathname)
    if (copy !== undefined) return copy
    const kept = await caches.match(page)
    if (kept === undefined) throw error
    return new Response(kept.body, { status: 503, headers: kept.headers })
  }
}

/** What pages are made of never changes under its name: what is kept need not be asked for. */
export async function answerPart({ request }: FetchEvent): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request)
}

/** Is this a part of a page? Everything else is none of the worker's business. */
export const isPart = ({ url, destination }: Request) =>
  ['script', 'style', 'font'].includes(destination) && new URL(url).pathname.startsWith('/_app/immutable/')

/** The language in which the person reads, as the page that was kept for them has it. */
export async function languageKept(): Promise<string | undefined> {
  const html = await (await caches.match(page))?.text()
  return /<html lang="([\w-]+)"/.exec(html ?? '')?.[1] ?? self.navigator.language
}
