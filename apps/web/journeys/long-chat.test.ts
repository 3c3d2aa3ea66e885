import type { MessageId, ThreadId } from '@morgenkreis/protocol'
import { conversations, sonnen } from '@morgenkreis/world'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { gone, seen, talk, words } from './acts.ts'
import { anna, emre, paula } from './cast.ts'
import { House } from './house.ts'

const many = 5_000
/** How far back one scrolls; `CLIMBED=5000` goes to the very first message. */
const climbed = Number(process.env['CLIMBED'] ?? 500)
const frameMs = 17

const house = await House.open({}, many)
afterAll(() => house.close())
const atPaula = await house.window(paula.person)
const { page } = atPaula

/** Garbage collected; megabytes of script memory, and nodes of the page. */
async function weight() {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  await devtools.send('HeapProfiler.collectGarbage')
  const { metrics } = await devtools.send('Performance.getMetrics')
  await devtools.detach()
  const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? 0
  return { megabytes: Math.round(of('JSHeapUsedSize') / 1e5) / 10, nodes: of('Nodes') }
}

/** Types twenty keys into the open thread: milliseconds from each to the next paint, and the longest task meanwhile. */
async function typing(page: Page) {
  await page.getByLabel(talk.label).focus()
  await page.evaluate(watchKeys)
  await page.keyboard.type('Wir kommen gern mit.', { delay: 50 })
  return page.evaluate(async () => {
    const { paints, tasks } = globalThis as typeof globalThis & Watched
    const times = (await Promise.all(paints)).sort((one, other) => one - other)
    const items = document.querySelectorAll('[data-message]').length
    return {
      keys: times.length,
      half: times[times.length / 2]!,
      most: times.at(-1)!,
      task: Math.max(0, ...tasks),
      items,
    }
  })
}

interface Watched {
  paints: Promise<number>[]
  tasks: number[]
}

/** In the page: notes every key, and every task that takes longer than 50 ms. */
function watchKeys() {
  const watched: Watched = { paints: [], tasks: [] }
  Object.assign(globalThis, watched)
  new PerformanceObserver((list) => watched.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  })
  const painted = (since: number) =>
    new Promise<number>((done) =>
      requestAnimationFrame(() => setTimeout(() => done(Math.round(performance.now() - since)))),
    )
  addEventListener('keydown', ({ timeStamp }) => watched.paints.push(painted(timeStamp)), { capture: true })
}

/** Scrolls upwards until this message is there; how many were in the page at most, and how far one of them ever jumped. */
const climb = (to: string) =>
  page.evaluate(async (text) => {
    const frames = async (count: number) => {
      for (let n = 0; n < count; n += 1) await new Promise(requestAnimationFrame)
    }
    const items = () => [...document.querySelectorAll('[data-message]')]
    const topOf = (item: Element) => item.getBoundingClientRect().top
    let most = 0
    let jump = 0
    while (items()[0] !== undefined && !items().some((item) => item.textContent.includes(text))) {
      const anchor = items().find((item) => topOf(item) >= 0) ?? items()[0]!
      const meant = topOf(anchor) + Math.min(600, scrollY)
      scrollBy(0, -600)
      await frames(scrollY < 1_600 ? 15 : 1)
      if (anchor.isConnected) jump = Math.max(jump, Math.abs(topOf(anchor) - meant))
      most = Math.max(most, items().length)
    }
    return { most, jump }
  }, to)

test('[chats-09] in a thread of 5,000 messages one scrolls back without jumps, and the page does not grow', async () => {
  const from = performance.now()
  await atPaula.goto(`/post/chat/${sonnen}`)
  const opened = Math.round(performance.now() - from)
  const before = await weight()
  const { most, jump } = await climb(`Nachricht ${many - climbed + 1}.`)
  const after = await weight()
  process.stdout.write(`5,000 messages: ${JSON.stringify({ opened, before, most, jump, after })}\n`)
  expect(most).toBeGreaterThan(100)
  expect(most).toBeLessThanOrEqual(200)
  expect(jump).toBeLessThan(2)
  expect(after.nodes).toBeLessThan(before.nodes * 6)
})

test('[chats-09] what comes meanwhile is said, and one press leads to it; so does what one sends', async () => {
  const log = page.getByRole('log')
  const thread = sonnen as string as ThreadId
  const { acknowledgement } = await house.act(emre, 'thread.read', { thread })
  await gone(log.getByText('Ganz neu.'))
  await house.act(emre, 'message.send', { thread, text: 'Ganz neu.', under: acknowledgement! })
  await page.getByRole('button', { name: talk.fresh({ count: 1 }) }).click()
  await seen(log.getByText('Ganz neu.'))
  expect(await log.locator('[data-message]').count()).toBeLessThanOrEqual(60)
  await climb(`Nachricht ${many - 200}.`)
  await page.getByLabel(talk.label).fill('Gelesen.')
  await page.getByRole('button', { name: /senden$/ }).click()
  await seen(log.locator('[data-message]').filter({ hasText: 'Gelesen.' }))
  await seen(log.getByText('Ganz neu.'))
  expect(await house.rows('messages', { thread: sonnen, author: paula.as })).toBeGreaterThan(0)
})

test('[chats-09] what comes out of the trash, and a lock, leave one where one is', async () => {
  const thread = sonnen as string as ThreadId
  const { messages } = await house.act(emre, 'message.list', { thread })
  const mine = messages.filter((one) => 'text' in one && one.author.membership === emre.as).at(-1)!
  await house.act(emre, 'message.remove', { message: mine.id })
  // Whoever has read everything begins at the end.
  await house.act(paula, 'thread.mark', { thread, upTo: messages.at(-1)!.id, unread: false })
  await atPaula.goto(`/post/chat/${sonnen}`)
  const line = page.locator(`[id="${mine.id}"]`)
  await seen(line.getByText(talk.gone.withdrawn))
  await climb(`Nachricht ${many - 70}.`)
  const place = () => page.evaluate(() => [scrollY, document.querySelector('[data-message]')?.id])
  const before = await place()
  await house.act(emre, 'message.restore', { message: mine.id })
  await gone(line.getByText(talk.gone.withdrawn))
  await house.act(anna, 'thread.lock', { of: { kind: 'thread', ref: thread } })
  await seen(page.getByText(words.refusals.locked))
  expect(await place()).toEqual(before)
  await house.act(anna, 'thread.unlock', { of: { kind: 'thread', ref: thread } })
  await seen(page.getByLabel(talk.label))
})

test('[chats-09] a quotation leads to what it quotes, however far up', async () => {
  const thread = sonnen as string as ThreadId
  let before: MessageId | undefined
  for (let pages = 0; pages < 10; pages += 1) {
    const { messages } = await house.act(emre, 'message.list', before ? { thread, before } : { thread })
    before = messages[0]?.id
  }
  const { acknowledgement } = await house.act(emre, 'thread.read', { thread })
  const sent = { thread, text: 'Das hatten wir schon.', quotes: before!, under: acknowledgement! }
  const { id: upTo } = await house.act(emre, 'message.send', sent)
  // Whoever has read everything begins at the end.
  await house.act(paula, 'thread.mark', { thread, upTo, unread: false })
  await atPaula.goto(`/post/chat/${sonnen}`)
  const far = page.locator(`[id="${before}"]`)
  await gone(far)
  await page.getByRole('log').locator('[data-message]').filter({ hasText: sent.text }).locator('a.quote').click()
  await seen(far)
  await expect.poll(() => far.evaluate((item) => item === document.activeElement)).toBe(true)
  expect(await page.getByRole('log').locator('[data-message]').count()).toBeLessThanOrEqual(200)
})

test('[chats-09] a key is answered as soon with 5,000 messages in the thread as with two', async () => {
  const beside = await house.window(paula.person)
  await beside.goto(`/post/chat/${conversations[0]?.id}`)
  const short = await typing(beside.page)
  await beside.context.close()
  await atPaula.goto(`/post/chat/${sonnen}`)
  // As many as fit without letting go of the newest: below stands the composer.
  await climb(`Nachricht ${many - 100}.`)
  const long = await typing(page)
  process.stdout.write(`20 keys: ${JSON.stringify({ short, long })}\n`)
  expect([short.keys, long.keys, short.items]).toEqual([20, 20, 2])
  expect(long.items).toBeGreaterThan(100)
  expect(long.items).toBeLessThanOrEqual(200)
  // On a busy machine both are slow.
  expect(long.half).toBeLessThan(4 * Math.max(short.half, frameMs))
  expect(long.task).toBeLessThan(Math.max(200, 4 * short.task))
})
