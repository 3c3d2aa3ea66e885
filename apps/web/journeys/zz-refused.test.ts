import { afterAll, expect, test } from 'vitest'
import type { Acknowledgement } from '@morgenkreis/protocol'
import { apfelhof, demoPassword, sonnen } from '@morgenkreis/world'
import { commentIn, composerOf, focused, gone, seen, words } from './acts.ts'
import { anna, emailOf, emre, paul, paula, sami } from './cast.ts'
import { House } from './house.ts'
import { desktop } from './window.ts'

const { sending } = words.comments

const house = await House.open()
afterAll(() => house.close())
const atPaula = await house.window(paula.person)
const { page, context } = atPaula
const composer = composerOf(page)
await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: house.origin })
let announcement: string

async function announce(title: string) {
  const what = { facility: apfelhof, groups: [sonnen], title, text: 'Wer kommt mit?' }
  announcement = (await house.announce(emre, what)).id
  await atPaula.goto(`/post/${announcement}`)
}

/** Sends under an acknowledgement that somebody used meanwhile: another tab of this person. */
async function sendUsed(text: string) {
  await composer.text.fill(text)
  const token = await page.locator('input[name=preview]').inputValue()
  const acknowledgement: Acknowledgement = { preview: token, accepted: true }
  await house.act(paula, 'comment.publish', { announcement, text: `${text} (anderswo)`, acknowledgement } as never)
  await composer.tick.check()
  await composer.send.click()
  const bubble = commentIn(page, text).filter({ hasText: sending.refused })
  await seen(bubble.getByRole('alert').filter({ hasText: words.refusals['acknowledgement-used'] }))
  return bubble
}

test('[D-05] a refused comment says why; it can be copied, and comes back for a new tick', async () => {
  await announce('Ausflug zum Teich')
  const bubble = await sendUsed('Wir kommen mit.')
  await bubble.getByRole('button', { name: sending.copy }).click()
  await seen(bubble.getByRole('button', { name: sending.copied }))
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Wir kommen mit.')
  await composer.text.fill('Und noch etwas.')
  await bubble.getByRole('button', { name: sending.retry }).click()
  await gone(bubble)
  expect(await composer.text.inputValue()).toBe('Wir kommen mit.\n\nUnd noch etwas.')
  await focused(composer.text)
  await seen(composer.tick)
  expect(await composer.tick.isChecked()).toBe(false)
  await composer.tick.check()
  await composer.send.click()
  await seen(commentIn(page, 'Und noch etwas.').filter({ hasText: sending.stored }))
})

test('what is discarded is gone, after loading anew, too', async () => {
  await announce('Ausflug zum Bach')
  const bubble = await sendUsed('Lieber nicht.')
  await bubble.getByRole('button', { name: sending.discard }).click()
  await gone(bubble)
  await atPaula.goto(`/post/${announcement}`)
  await seen(commentIn(page, 'anderswo'))
  await gone(bubble)
})

test('[D-08] under an announcement that is gone, the text that did not arrive is still there', async () => {
  await announce('Ausflug zum Wald')
  await composer.text.fill('Mit Gummistiefeln?')
  await composer.tick.check()
  await context.setOffline(true)
  await seen(page.getByRole('status').filter({ hasText: 'Keine Verbindung' }))
  await composer.send.click()
  await house.act(emre, 'announcement.remove', { announcement } as never)
  await context.setOffline(false)
  const left = page.locator('.unsent .bubble').filter({ hasText: 'Mit Gummistiefeln?' })
  await seen(left.filter({ hasText: sending.refused }))
  await page.screenshot({ path: '/tmp/shot-gone.png' })
  await left.getByRole('button', { name: sending.discard }).click()
  await gone(left)
})

test('a draft is seen by nobody else on this device', async () => {
  await announce('Ausflug zum Markt')
  await composer.text.fill('Nur für mich')
  const cookies = await context.cookies()
  const other = await house.window(paul.person)
  await context.addCookies((await other.context.cookies()).map((cookie) => cookie))
  await atPaula.goto(`/post/${announcement}`)
  await seen(composer.tick)
  expect(await composer.text.inputValue()).toBe('')
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
  await context.addCookies(cookies)
})

test('an announcement being written survives the end of the session, and is no draft once it was sent', async () => {
  const window = await house.window(anna.person, { size: desktop })
  const { page } = window
  const { write } = words.announcements
  await window.goto('/post/neu')
  await page.getByLabel(write.heading).fill('Sommerfest')
  await page.getByLabel(write.text, { exact: true }).fill('Am Samstag.')
  await page.getByLabel('Sonnengruppe').check()
  const tick = page.getByRole('checkbox', { name: 'Ich bin mir bewusst' })
  await tick.check()
  await page.getByLabel('Igelgruppe').check()
  await expect.poll(() => tick.isChecked()).toBe(false)
  await page.getByLabel('Igelgruppe').uncheck()
  await expect.poll(() => new URL(page.url()).searchParams.getAll('gruppe').length).toBe(1)
  await tick.check()
  await house.endSession(await window.context.cookies())
  await page.getByRole('button', { name: write.submit }).click()
  await page.getByLabel(words.sessions.email).fill(emailOf('anna'))
  await page.getByLabel(words.sessions.password).fill(demoPassword)
  await page.getByRole('button', { name: words.sessions.submit }).click()
  await page.waitForURL(`**/post/neu?gruppe=*`)
  await expect.poll(() => page.getByLabel(write.text, { exact: true }).inputValue()).toBe('Am Samstag.')
  expect(await page.getByLabel(write.heading).inputValue()).toBe('Sommerfest')
  await tick.check()
  await page.getByRole('button', { name: write.submit }).click()
  await seen(page.getByRole('heading', { level: 1, name: 'Sommerfest' }))
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage))).toEqual([])
  await window.goto('/post/neu')
  expect(await page.getByLabel(write.text, { exact: true }).inputValue()).toBe('')
  const cookie = (await window.context.cookies()).find(({ name }) => name === 'morgenkreis')
  expect(cookie?.expires).toBeGreaterThan(Date.now() / 1000 + 364 * 86_400)
})

test('[K-35] another head sees by itself that somebody left', async () => {
  const window = await house.window(anna.person, { size: desktop })
  await window.goto('/einrichtung?suche=Sami')
  const row = window.page.getByRole('rowheader').filter({ hasText: sami.name })
  await seen(row)
  await house.act(anna, 'membership.remove', { membership: sami.as } as never)
  await gone(row)
})

test('[K-35] logging out wipes what the browser kept', async () => {
  await announce('Ausflug zum Zoo')
  await composer.text.fill('Ein Entwurf')
  await page.goto('/mehr')
  await page.getByRole('button', { name: words.sessions.logout }).click()
  await page.waitForURL('**/anmelden')
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
  expect((await context.cookies()).map(({ name }) => name)).toEqual([])
  await page.goto('/abmelden')
  await page.screenshot({ path: '/tmp/shot-logout.png' })
})

test('long words do not widen a small phone', async () => {
  const window = await house.window(paula.person, { size: { width: 320, height: 640 } })
  const word = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'
  const what = { facility: apfelhof, groups: [sonnen], title: `${word} heute`, text: `${word} ist ein Wort.` }
  const { id } = await house.announce(emre, what)
  for (const path of ['/heute', '/post', `/post/${id}`]) {
    await window.goto(path)
    expect(await window.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    await window.page.screenshot({ path: `/tmp/shot-long${path.replaceAll('/', '-').slice(0, 7)}.png` })
  }
})
