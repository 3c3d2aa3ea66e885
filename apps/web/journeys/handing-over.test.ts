import { conversations } from '@morgenkreis/world'
import { afterAll, expect, test } from 'vitest'
import { gone, seen, talk, words } from './acts.ts'
import { violations } from './axe.ts'
import { anna, emre, mirjam, paul, paula } from './cast.ts'
import { House } from './house.ts'
import { desktop, type Window } from './window.ts'

const path = `/post/chat/${conversations[0]?.id}`
const { pass, passMeans, send, who } = talk

const house = await House.open()
afterAll(() => house.close())
const atPaula = await house.window(paula.person)
const atEmre = await house.window(emre.person, { size: desktop })
const atMirjam = await house.window(mirjam.person)
const atAnna = await house.window(anna.person, { size: desktop })
const atPaul = await house.window(paul.person)

const bubble = ({ page }: Window, text: string) => page.getByRole('log').locator('.bubble').filter({ hasText: text })
/** Where staff find it among everything else: it is called by the child. */
const row = ({ page }: Window) => page.getByRole('article').filter({ hasText: words.threads.family({ child: 'Kim' }) })

async function say({ page }: Window, { text, to }: { text: string; to: string }) {
  await page.getByLabel(talk.label).fill(text)
  await page.getByRole('button', { name: to }).click()
}

async function handOver({ page }: Window, partner: 'head' | 'team') {
  await page.getByRole('button', { name: pass[partner] }).click()
  const dialog = page.getByRole('dialog', { name: pass[partner] })
  await seen(dialog.getByText(passMeans[partner]))
  await dialog.getByRole('button', { name: pass[partner] }).click()
  await page.waitForURL('**/post')
}

test('what a family writes to the team is new to all of it; who answers is seen by the others', async () => {
  await Promise.all([atEmre, atMirjam, atAnna, atPaul].map((window) => window.goto('/post')))
  await atPaula.goto(path)
  await say(atPaula, { text: 'Wer hat morgen Frühdienst?', to: send.team })
  for (const window of [atEmre, atMirjam])
    await seen(
      row(window)
        .filter({ hasText: 'Frühdienst' })
        .getByText(/\d+ neu/),
    )
  await Promise.all([atEmre, atMirjam].map((window) => row(window).getByRole('link').click()))
  await seen(bubble(atEmre, 'Frühdienst'))
  await say(atMirjam, { text: 'Ich bin ab halb sieben da.', to: send.family })
  for (const window of [atEmre, atPaula])
    await seen(bubble(window, 'Ich bin ab halb sieben da.').filter({ hasText: mirjam.name }))
})

test('[K-15] handed over, the team’s open screens lose it at once, and the family reads who reads now', async () => {
  expect(atAnna.heardOf('Frühdienst', 'halb sieben')).toEqual([])
  await seen(atPaula.page.getByText(who.team))
  // A family has no such button.
  await gone(atPaula.page.getByRole('button', { name: pass.head }))
  await handOver(atEmre, 'head')
  await gone(row(atEmre))
  // Who has it open reads what became of it.
  await seen(atMirjam.page.getByText(talk.passed))
  await seen(atMirjam.page.getByText(who.passedToHead))
  await gone(atMirjam.page.getByText('Frühdienst'))
  await seen(atPaula.page.getByText(who.passedToHead))
  for (const window of [atPaula, atMirjam]) expect(await violations(window.page)).toEqual([])
})

test('[K-15, N9] the head has it with all that was said, and answers; what she says reaches neither team nor other household', async () => {
  await atMirjam.goto('/post')
  await gone(row(atMirjam))
  await row(atAnna).getByRole('link').click()
  for (const text of ['Frühdienst', 'halb sieben']) await seen(bubble(atAnna, text))
  await seen(atAnna.page.getByText(who.passedToHead))
  expect(await violations(atAnna.page)).toEqual([])
  await say(atPaula, { text: 'Und wer hat Spätdienst?', to: send.head })
  await seen(bubble(atAnna, 'Spätdienst'))
  await say(atAnna, { text: 'Das kläre ich bis heute Abend.', to: send.family })
  await seen(bubble(atPaula, 'Das kläre ich').filter({ hasText: anna.name }))
  for (const window of [atEmre, atMirjam, atPaul]) expect(window.heardOf('Spätdienst', 'kläre ich')).toEqual([])
})

test('handed back, the team reads all of it again, on screens that are open', async () => {
  await handOver(atAnna, 'team')
  await gone(row(atAnna))
  for (const window of [atEmre, atMirjam]) await seen(row(window).filter({ hasText: 'Das kläre ich' }))
  await row(atEmre).getByRole('link').click()
  for (const text of ['Spätdienst', 'Das kläre ich']) await seen(bubble(atEmre, text))
  await seen(atPaula.page.getByText(who.team))
  await say(atEmre, { text: 'Den Spätdienst habe ich.', to: send.family })
  await seen(bubble(atPaula, 'Den Spätdienst habe ich.').filter({ hasText: emre.name }))
  expect(atPaul.heardOf('Spätdienst', 'kläre ich')).toEqual([])
})
