import { gzipSync } from 'node:zlib'
import { roles } from '@morgenkreis/sandbox'
import type { PersonId } from '@morgenkreis/protocol'
import { afterAll, expect, test } from 'vitest'
import { House } from './house.ts'

/** Bytes of JavaScript, gzipped, that a first visit may load until it paints (docs/decisions/0010). */
const classes = [
  { name: 'public', roles: ['visitor'], most: 55_000 },
  { name: 'guardian', roles: ['guardian'], most: 90_000 },
  { name: 'staff', roles: ['educator', 'reading-educator', 'head'], most: 130_000 },
] as const

/** And after that: the socket, the outbox, what only some need, the words that a load function brings. */
const afterwards = 34_000

const house = await House.open()
afterAll(() => house.close())

const measured = new Set<string>()
// Chosen before the tests run: tried a second time, a class has the same pages.
const chosen = classes.map((one) => ({ ...one, pages: pagesOf(one.roles) }))

for (const { name, pages, most } of chosen) {
  test(`[look-03] a first visit to a ${name} screen loads at most ${most / 1000} KB of JavaScript until it paints`, async () => {
    const figures: { screen: string; before: number; all: number }[] = []
    for (const { person, path } of pages) figures.push({ screen: path, ...(await firstVisit(person, path)) })
    for (const { screen, before, all } of figures) {
      process.stdout.write(`${name} ${screen}: ${kb(all)} KB, of it ${kb(before)} before the first paint\n`)
    }
    expect(figures.filter(({ before }) => before > most)).toEqual([])
    expect(figures.filter(({ all, before }) => all - before > afterwards)).toEqual([])
    expect(figures.filter(({ before }) => before < 20_000)).toEqual([])
  })
}

const kb = (bytes: number) => (bytes / 1000).toFixed(1)

/** Each page once, with the lightest class that has it: it has the same scripts for everybody. */
function pagesOf(named: readonly string[]): { person: PersonId | null; path: string }[] {
  const screens = roles
    .filter(({ name }) => named.includes(name))
    .flatMap(({ person, screens }) => screens.map(({ path }) => ({ person, path })))
  return screens.filter(({ path }) => {
    const page = path.replace(/\?.*|(?<=\/post\/(?:chat\/)?)[0-9a-f-]{36}/, '')
    const isNew = !measured.has(page)
    measured.add(page)
    return isNew
  })
}

/** Loads a page with an empty cache; what its HTML names is loaded before the first paint. */
async function firstVisit(person: PersonId | null, path: string): Promise<{ before: number; all: number }> {
  const { page, context } = await house.window(person)
  const scripts: { url: string; body: Promise<Buffer> }[] = []
  let html = Promise.resolve('')
  page.on('response', (response) => {
    if (response.request().isNavigationRequest()) html = response.text()
    if (response.request().resourceType() !== 'script') return
    scripts.push({ url: response.url(), body: response.body() })
  })
  await page.goto(path, { waitUntil: 'networkidle' })
  const named = await html
  const sizes = await Promise.all(
    scripts.map(async ({ url, body }) => ({ url, size: gzipSync(await body, { level: 9 }).length })),
  )
  await context.close()
  const sum = (some: typeof sizes) => some.reduce((total, { size }) => total + size, 0)
  return { all: sum(sizes), before: sum(sizes.filter(({ url }) => named.includes(url.split('/').at(-1) ?? ''))) }
}
