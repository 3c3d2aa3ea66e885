import { copyAsked, copyFor, type CopyMessage } from '#lib/shell/copies/kept.ts'

/** Copies of pages by their path, each made for one session as it stood, and what they are made of. */
const pages = 'morgenkreis-copies'
const parts = 'morgenkreis-parts'
/** In a copy: what it is made of. */
const madeOf = 'x-copy-parts'
const most = 12
const freshMs = 60 * 1000
const olderMs = 10 * 60 * 1000
/** What was removed goes for good after seven days: so does what could not be asked about for as long. */
const oldestMs = 7 * 24 * 60 * 60 * 1000
const named = /\/_app\/immutable\/[\w./-]+\.(?:js|css|woff2)/g

const ageOf = ({ headers }: Response) => Date.now() - Date.parse(headers.get('date') ?? '')

let turn: Promise<void> = Promise.resolve()

/** One message after the other: nothing is kept any more by what began before the session was forgotten. */
export function onCopies(message: CopyMessage): Promise<void> {
  turn = turn.then(() => act(message)).catch(() => undefined)
  return turn
}

export const isAboutCopies = (message: unknown): message is CopyMessage =>
  typeof message === 'object' && message !== null && 'copies' in message

type Stale = Extract<CopyMessage, { copies: 'stale' }>['paths']

async function act(message: CopyMessage): Promise<void> {
  if (message.copies === 'forget') return forget()
  const cache = await caches.open(pages)
  if (message.copies === 'stale') return renew(cache, message.paths)
  for (const [path, copy] of await all(cache)) {
    if (copy.headers.get(copyFor) !== message.for) await cache.delete(path)
  }
  const { path, news } = message
  if (path === null) return
  const copy = await cache.match(path)
  if (copy !== undefined && !news && ageOf(copy) < freshMs) return
  await keep(cache, path, message.parts)
  await sweep(cache)
}

async function forget(): Promise<void> {
  await Promise.all([caches.delete(pages), caches.delete(parts)])
}

async function all(cache: Cache): Promise<[string, Response][]> {
  const found = await Promise.all((await cache.keys()).map(async ({ url }) => [url, await cache.match(url)] as const))
  return found.flatMap(([url, copy]) => (copy === undefined ? [] : [[new URL(url).pathname, copy]]))
}

async function renew(cache: Cache, paths: Stale) {
  for (const [path, copy] of await all(cache)) {
    if (paths === 'older' ? ageOf(copy) < olderMs : paths !== 'all' && !paths.includes(path)) continue
    await keep(cache, path, (copy.headers.get(madeOf) ?? '').split(' '), 'of this version')
  }
  await sweep(cache)
}

/** Reads a page as it may lie on a device, and keeps it with all that it is made of. Without a network, what is kept stays. */
async function keep(cache: Cache, path: string, used: readonly string[], version?: 'of this version') {
  const headers = { [copyAsked]: 'yes' }
  const answer = await fetch(path, { headers, cache: 'no-store', redirect: 'manual' }).catch(() => null)
  if (answer === null || answer.status >= 500) return
  await cache.delete(path)
  if (!answer.ok || !answer.headers.has(copyFor)) return
  const html = await answer.text()
  const wanted = [...new Set([...(html.match(named) ?? []), ...used])].filter((part) => part !== '')
  // Of another version it is made of things that only an open page can name.
  if (version !== undefined && !(await areKept(wanted))) return
  await keepParts(wanted)
  const kept = new Headers(answer.headers)
  kept.set(madeOf, wanted.join(' '))
  await cache.put(path, new Response(html, { headers: kept }))
}

async function areKept(wanted: readonly string[]): Promise<boolean> {
  const cache = await caches.open(parts)
  const found = await Promise.all(wanted.map((part) => cache.match(part)))
  return !found.includes(undefined)
}

async function keepParts(wanted: readonly string[]) {
  const cache = await caches.open(parts)
  await Promise.all(wanted.map(async (part) => (await cache.match(part)) ?? cache.add(part)))
}

/** So many of the newest stay, and nothing that no copy is made of. */
async function sweep(cache: Cache) {
  const found = await all(cache)
  const stay = found.sort(([, one], [, other]) => ageOf(one) - ageOf(other)).slice(0, most)
  for (const [path] of found.slice(most)) await cache.delete(path)
  const needed = new Set(stay.flatMap(([, { headers }]) => (headers.get(madeOf) ?? '').split(' ')))
  const kept = await caches.open(parts)
  for (const { url } of await kept.keys()) {
    if (!needed.has(new URL(url).pathname)) await kept.delete(url)
  }
}

/** What was last seen at this path, marked as a copy. Of the app's start it is Heute where that is kept, and the post. */
export async function copyAt(path: string): Promise<Response | undefined> {
  if (!(await caches.has(pages))) return undefined
  const cache = await caches.open(pages)
  const copy = await cache.match(path)
  if (copy === undefined) {
    for (const start of path === '/' ? ['/heute', '/post'] : path === '/heute' ? ['/post'] : [])
      if ((await cache.match(start)) !== undefined) return Response.redirect(start, 302)
    return undefined
  }
  if (!(ageOf(copy) < oldestMs)) {
    await cache.delete(path)
    return undefined
  }
  const html = (await copy.text()).replace('<html ', '<html data-kept ')
  return new Response(html, { headers: copy.headers })
}
