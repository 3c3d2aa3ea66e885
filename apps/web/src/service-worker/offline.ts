import { self } from '$app/service-worker'
import type { CopyWord } from '#lib/shell/copies/kept.ts'
import { copyAt } from './copies.ts'
import { inTime } from './in-time.ts'

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

/** The page that was asked for; if it does not come in time, as it was last seen; without a network that, or one that says so. */
export async function answerPage(event: FetchEvent): Promise<Response> {
  const path = new URL(event.request.url).pathname
  const answer = ask(event)
  try {
    const came = await inTime(answer)
    if (came !== undefined) return orThrown(came)
    const copy = await copyAt(path)
    if (copy === undefined) return orThrown(await answer)
    event.waitUntil(tellWhenAnswered(answer, event.resultingClientId))
    return copy
  } catch (error) {
    const copy = await copyAt(path)
    if (copy !== undefined) return copy
    const kept = await caches.match(page)
    if (kept === undefined) throw error
    return new Response(kept.body, { status: 503, headers: kept.headers })
  }
}

/** A gateway that is away is answered for by a proxy, whose page is nobody's: as good as no answer. */
const away: ReadonlySet<number> = new Set([502, 503, 504])

function orThrown(answer: Response): Response {
  if (away.has(answer.status)) throw new Error('the gateway is away')
  return answer
}

async function ask({ preloadResponse, request }: FetchEvent): Promise<Response> {
  return ((await preloadResponse) as Response | undefined) ?? fetch(request)
}

/** The window that shows a copy reads the page anew as soon as the gateway has answered. */
async function tellWhenAnswered(answer: Promise<Response>, window: string) {
  const status = await answer.then(
    (late) => late.status,
    () => undefined,
  )
  const answered: CopyWord = { copies: 'answered' }
  if (status !== undefined && status < 500) (await self.clients.get(window))?.postMessage(answered)
}

/** On the way to another page of the app: what does not come in time fails, and the browser then asks for that page itself. */
export async function answerData({ request }: FetchEvent): Promise<Response> {
  const answer = fetch(request)
  const came = await inTime(answer)
  if (came !== undefined) return came
  const copy = await copyAt(pathOfData(request.url))
  return copy === undefined ? answer : Response.error()
}

const data = '/__data.json'
const pathOfData = (url: string) => new URL(url).pathname.slice(0, -data.length) || '/'

/** Is this what a page is filled with, to which somebody goes? Whoever reads an open page anew may wait. */
export const isDataOfOther = ({ method, url, referrer }: Request) =>
  method === 'GET' && new URL(url).pathname.endsWith(data) && new URL(referrer, url).pathname !== pathOfData(url)

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
