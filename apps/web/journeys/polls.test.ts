import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PollId } from '@morgenkreis/protocol'
import { loadKeeping, loadPolls } from '@morgenkreis/words'
import { overflowing } from '@morgenkreis/sandbox'
import { apfelhof, children, memberships, sonnen } from '@morgenkreis/world'
import { gone, moderation as judging, publishing, seen, words } from './acts.ts'
import { violations } from './axe.ts'
import { anna, clara, emre, paul, paula, type Actor } from './cast.ts'
import { enteredBeforeScripts } from './held.ts'
import { House } from './house.ts'
import { smallTargets } from './targets.ts'
import { desktop, phone, type Window } from './window.ts'

const texts = await loadPolls('de')
const { ask } = texts

const house = await House.open()
afterAll(() => house.close())
beforeAll(async () => {
  await house.act(anna, 'module.switch', { facility: apfelhof, module: 'polls', on: true })
})

const narrow = { width: 320, height: 640 }

const question = 'Wohin geht der Ausflug?'
const options = ['In den Wald', 'Ans Wasser', 'Zum Bauernhof']
const cardOf = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })
const option = (page: Page | Locator, label: string) => page.getByRole('radio', { name: label })
const pathOf = (page: Page) => new URL(page.url()).pathname

/** Fills the form in and sends it; answers where the poll stands. */
async function askOn(page: Page, asked: string, ticks: string[] = []): Promise<string> {
  await page.getByLabel(ask.question).fill(asked)
  await page.getByLabel(ask.options).fill(options.join('\n'))
  for (const tick of ticks) await page.getByRole('checkbox', { name: tick }).check()
  await page.locator('input[name=accepted]').check()
  await page.getByRole('button', { name: ask.submit }).click()
  await seen(page.getByRole('heading', { level: 1, name: asked }))
  return pathOf(page)
}

const childOf = ({ as }: Actor) => memberships.find(({ id }) => id === as)!.children[0]!.child
const voteAs = (who: Actor, path: string, choice: number) => {
  const poll = PollId.parse(path.split('/').at(-1))
  return house.act(who, 'poll.vote', { poll, child: childOf(who), answer: { choices: [choice] } })
}

/** Guardians of four other families of the Sonnengruppe. */
const others = children
  .filter(({ id, group }) => group === sonnen && id !== childOf(paula) && id !== childOf(clara))
  .slice(0, 4)
  .map(({ id }) => memberships.find((one) => one.children.some(({ child }) => child === id))!)
  .map(({ id, person }): Actor => ({ person, as: id, name: '' }))

test('[D-07, K-27, K-40] an educator asks, guardians answer and change, it is closed, and totals appear as the rule says', async () => {
  const atEmre = await house.window(emre.person, { size: desktop })
  const atPaula = await house.window(paula.person)
  await atPaula.goto('/heute')
  await atEmre.goto('/post')
  await atEmre.page.getByRole('link', { name: ask.title }).click()
  await seen(atEmre.page.getByRole('heading', { level: 1, name: ask.title }))
  const path = await askOn(atEmre.page, question, [ask.totals])

  // It arrives on the open page, to be answered.
  await seen(cardOf(atPaula.page, question).getByText(texts.toDo))
  await cardOf(atPaula.page, question).getByRole('link', { name: question }).click()
  await seen(atPaula.page.getByText(texts.answerFor({ child: 'Kimchen' })))
  await option(atPaula.page, options[1]!).check()
  await atPaula.page.getByRole('button', { name: texts.send }).click()
  await seen(atPaula.page.getByText(texts.saved))

  // The educator sees it live, by the name of the child.
  await seen(atEmre.page.getByText(texts.named))
  const returns = atEmre.page.getByRole('region', { name: texts.returns.title })
  await seen(returns.getByText('Kim Tannhof'))
  await seen(returns.getByText(options[1]!))

  await option(atPaula.page, options[2]!).check()
  await atPaula.page.getByRole('button', { name: texts.change }).click()
  await seen(returns.getByText(options[2]!))
  await gone(returns.getByText(options[1]!))

  for (const who of others) await voteAs(who, path, 0)
  await gone(atPaula.page.getByRole('region', { name: texts.result }))
  await atEmre.page.getByRole('button', { name: texts.close }).click()
  await atEmre.page.getByRole('dialog').getByRole('button', { name: texts.close }).click()
  await seen(atEmre.page.getByText(texts.closed, { exact: true }))
  const result = atPaula.page.getByRole('region', { name: texts.result })
  await seen(result.getByText(texts.count({ count: 5 })))
  await seen(atPaula.page.getByText(texts.yours))
  await gone(atPaula.page.getByRole('radio'))
  // Of the others she heard nothing but the numbers of the result.
  expect(atPaula.heardOf('"returns":{', ...others.map(({ as }) => as), ...others.map(childOf))).toEqual([])
})

test('[polls-01] an anonymous poll says so, takes one vote, and shows staff no answer', async () => {
  const atEmre = await house.window(emre.person)
  await atEmre.goto(`/post/umfrage?gruppe=${sonnen}`)
  const path = await askOn(atEmre.page, 'Wie zufrieden sind Sie?', [ask.anonymous])
  const atClara = await house.window(clara.person)
  await atClara.context.addCookies([{ name: 'hat', value: clara.as, url: house.origin }])
  await atClara.goto(path)
  await seen(atClara.page.getByText('Niemand in der Kita kann sehen, wie Sie gestimmt haben'))
  await option(atClara.page, options[0]!).check()
  await atClara.page.getByRole('button', { name: texts.send }).click()
  await seen(atClara.page.getByText(texts.voted))
  await gone(atClara.page.getByRole('radio'))
  await seen(atEmre.page.getByText(texts.returns.hidden))
  await atEmre.page.getByRole('button', { name: texts.close }).click()
  await atEmre.page.getByRole('dialog').getByRole('button', { name: texts.close }).click()
  await seen(atEmre.page.getByText(texts.noResult))
})

test('[K-27] asking and answering are plain forms that work before any script has loaded', async () => {
  const atEmre = await house.window(emre.person, { scripts: false })
  await atEmre.page.goto(`/post/umfrage?gruppe=${sonnen}`)
  const path = await askOn(atEmre.page, 'Ohne Skript?')
  const atPaul = await house.window(paul.person, { scripts: false })
  await atPaul.page.goto('/post')
  await cardOf(atPaul.page, 'Ohne Skript?').getByRole('link').click()
  await option(atPaul.page, options[2]!).check()
  await atPaul.page.getByRole('button', { name: texts.send }).click()
  await seen(atPaul.page.getByText(texts.saved))
  expect(await option(atPaul.page, options[2]!).isChecked()).toBe(true)
  // Separated guardians share the answer (decision 12).
  const atPaula = await house.window(paula.person, { scripts: false })
  await atPaula.page.goto(path)
  expect(await option(atPaula.page, options[2]!).isChecked()).toBe(true)
  expect(atPaula.heardOf(paul.name)).toEqual([])
})

test('[look-04] asking and answering go on where they were when the script comes', async () => {
  const atEmre = await house.window(emre.person)
  const { page } = atEmre
  const asked = await enteredBeforeScripts(atEmre, `/post/umfrage?gruppe=${sonnen}`, async () => {
    await page.getByLabel(ask.question).fill('Noch ohne Skript?')
    await page.getByRole('radio', { name: ask.kinds.several }).check()
    await page.getByLabel(ask.options).fill(options.join('\n'))
    await page.getByRole('checkbox', { name: ask.totals }).check()
    await page.getByRole('radio', { name: ask.pers.family }).check()
    await page.locator('input[name=accepted]').check()
  })
  expect(asked.after).toEqual(asked.before)
  await page.getByRole('button', { name: ask.submit }).click()
  await seen(page.getByRole('heading', { level: 1, name: 'Noch ohne Skript?' }))
  const atPaula = await house.window(paula.person)
  const answered = await enteredBeforeScripts(atPaula, pathOf(page), async () => {
    for (const at of [0, 2]) await atPaula.page.getByRole('checkbox', { name: options[at]! }).check()
  })
  expect(answered.after).toEqual(['choice=0', 'choice=2'])
  await atPaula.page.getByRole('button', { name: texts.send }).click()
  await seen(atPaula.page.getByText(texts.saved))
  expect(await atPaula.page.getByRole('checkbox', { checked: true }).count()).toBe(2)

  // Words alone have no options to fill in.
  await enteredBeforeScripts(atEmre, `/post/umfrage?gruppe=${sonnen}`, () =>
    page.getByRole('radio', { name: ask.kinds.text }).check(),
  )
  await gone(page.getByLabel(ask.options))
  await seen(page.getByText(ask.neverAnonymous))
  await gone(page.getByRole('checkbox', { name: ask.anonymous }))
})

test('[polls-01] free text is never anonymous: a tick is taken away where everybody sees it, or refused and said why', async () => {
  const atEmre = await house.window(emre.person)
  const { page } = atEmre
  await atEmre.goto(`/post/umfrage?gruppe=${sonnen}`)
  const tick = page.getByRole('checkbox', { name: ask.anonymous })
  await tick.check()
  await page.getByRole('radio', { name: ask.kinds.text }).check()
  await gone(tick)
  await seen(page.getByText(ask.neverAnonymous))
  await page.getByRole('radio', { name: ask.kinds.one }).check()
  expect(await tick.isChecked()).toBe(false)
  const plain = await house.window(emre.person, { scripts: false })
  await plain.page.goto(`/post/umfrage?gruppe=${sonnen}`)
  await plain.page.getByLabel(ask.question).fill('Was fehlt Ihnen?')
  await plain.page.getByRole('radio', { name: ask.kinds.text }).check()
  await plain.page.getByRole('checkbox', { name: ask.anonymous }).check()
  await plain.page.locator('input[name=accepted]').check()
  await plain.page.getByRole('button', { name: ask.submit }).click()
  await seen(plain.page.getByText(ask.notWithText))
  expect(await plain.page.getByRole('checkbox', { name: ask.anonymous }).isChecked()).toBe(true)
})

test('[D-05, K-101] what is missing is said at its place, and nothing that was entered is lost', async () => {
  const atAnna = await house.window(anna.person)
  await atAnna.show(`/post/umfrage?gruppe=${sonnen}`)
  const { page } = atAnna
  const send = page.getByRole('button', { name: ask.submit })
  await send.click()
  await seen(page.getByText(ask.questionMissing))
  await page.getByLabel(ask.question).fill('Kommt ihr?')
  await page.getByLabel(ask.options).fill('Ja')
  await send.click()
  await seen(page.getByText(ask.wrongOptions.few))
  await page.getByLabel(ask.options).fill('Ja\nNein')
  await send.click()
  await seen(page.getByText(words.composer.tickMissing))
  await page.getByLabel(ask.closesAt).fill('2020-01-01T10:00')
  await page.locator('input[name=accepted]').check()
  await send.click()
  await seen(page.getByText(words.refusals['deadline-out-of-range']))
  expect(await page.getByLabel(ask.question).inputValue()).toBe('Kommt ihr?')
  expect(await page.getByLabel(ask.options).inputValue()).toBe('Ja\nNein')
  // Choosing anew who is asked takes nothing of it away.
  await page.getByRole('checkbox', { name: 'Sonnengruppe' }).uncheck()
  await seen(page.getByText(publishing.write.noGroups, { exact: true }))
  expect(await page.getByLabel(ask.closesAt).inputValue()).toBe('2020-01-01T10:00')
})

test('[D-08] a withdrawn poll leaves a line in the post of everybody who had it', async () => {
  const atEmre = await house.window(emre.person)
  const atPaula = await house.window(paula.person)
  await atEmre.goto(`/post/umfrage?gruppe=${sonnen}`)
  await askOn(atEmre.page, 'Zu früh gefragt?')
  await atPaula.goto('/post')
  await seen(cardOf(atPaula.page, 'Zu früh gefragt?'))
  await atEmre.page.getByRole('button', { name: texts.withdraw }).click()
  await atEmre.page.getByRole('dialog').getByRole('button', { name: texts.withdraw }).click()
  await gone(cardOf(atPaula.page, 'Zu früh gefragt?'))
  await seen(atPaula.page.getByText(texts.withdrawn))
})

test('[D-08, K-82] its author gets a withdrawn poll back from the trash: it is in the post of everybody again', async () => {
  const atEmre = await house.window(emre.person)
  const atPaula = await house.window(paula.person)
  // Tried a second time it is withdrawn once more.
  const { polls } = await house.act(emre, 'poll.list', { facility: apfelhof })
  const there = polls.find((one) => 'question' in one && one.question === 'Zu früh gefragt?')
  if (there !== undefined) await house.act(emre, 'poll.remove', { poll: there.id })
  await atPaula.goto('/post')
  await gone(cardOf(atPaula.page, 'Zu früh gefragt?'))
  await atEmre.goto('/einrichtung/papierkorb')
  const { trash, kinds } = await loadKeeping('de')
  const item = atEmre.page.getByRole('article').filter({ hasText: 'Zu früh gefragt?' })
  await seen(item.getByText(kinds.poll))
  await item.getByRole('button', { name: trash.restoreNamed({ excerpt: 'Zu früh gefragt?' }) }).click()
  await seen(cardOf(atPaula.page, 'Zu früh gefragt?'))
  await atEmre.goto('/mehr/konto')
  await seen(atEmre.page.getByText('Zu früh gefragt?'))
})

/** Tried a second time it asks something else: what was reported of the first is still there. */
let reported = 0
test('[moderation-01, moderation-02, D-08] a guardian reports a poll, the head hides it and shows it again: open pages follow', async () => {
  const [atEmre, atPaula, atAnna] = await Promise.all([
    house.window(emre.person, { size: desktop }),
    house.window(paula.person),
    house.window(anna.person, { size: desktop }),
  ])
  const asked = `Wer bringt zum ${++reported}. Mal zu spät?`
  await atEmre.goto(`/post/umfrage?gruppe=${sonnen}`)
  const path = await askOn(atEmre.page, asked)
  // Nobody reports what they wrote.
  await gone(atEmre.page.getByRole('link', { name: words.comments.report }))
  await atAnna.goto('/einrichtung/moderation')
  await atPaula.goto(path)
  await atPaula.page.getByRole('link', { name: words.comments.report }).click()
  const dialog = atPaula.page.getByRole('dialog', { name: judging.report.title.poll })
  await dialog.getByLabel(judging.reasons.privacy).check()
  await dialog.getByRole('button', { name: judging.report.submit }).click()
  await seen(dialog.getByText(judging.report.thanks))
  await dialog.getByRole('button', { name: judging.report.close }).click()
  const card = cardOf(atAnna.page, asked)
  await seen(card.getByRole('heading', { name: judging.kinds.poll }))
  expect(await card.getByRole('link', { name: judging.see }).getAttribute('href')).toBe(path)
  const act = (name: string) => card.getByRole('button', { name: `${name}: ` }).click()
  await act(judging.act.hidden)
  for (const { page } of [atPaula, atEmre]) await seen(page.getByText(texts.hidden))
  for (const { page } of [atPaula, atEmre]) await gone(page.getByText(asked))
  await act(judging.act.shown)
  for (const { page } of [atPaula, atEmre]) await seen(page.getByRole('heading', { level: 1, name: asked }))
})

test('an answer in words that was not sent waits on the device, and no longer once it arrived', async () => {
  const { token } = await house.act(emre, 'audience.preview', {
    destination: { kind: 'poll', facility: apfelhof, groups: [sonnen] },
    language: 'de',
  })
  const { id } = await house.act(emre, 'poll.publish', {
    ...{ facility: apfelhof, groups: [sonnen], question: 'Was wünscht ihr euch?', kind: 'text', options: [] },
    ...{ per: 'child', anonymous: false, totals: false, acknowledgement: { preview: token, accepted: true } },
    closesAt: new Date(Date.now() + 86_400_000).toISOString(),
  })
  const atPaula = await house.window(paula.person)
  const { page } = atPaula
  const path = `/post/umfrage/${id}`
  const box = page.getByLabel(texts.text)
  await atPaula.goto(path)
  await box.fill('Mehr Ausflüge')
  await atPaula.goto(path)
  await expect.poll(() => box.inputValue()).toBe('Mehr Ausflüge')
  await page.getByRole('button', { name: texts.send }).click()
  await seen(page.getByText(texts.saved))
  // Emptied and left before the page's scripts ran: they leave it so.
  const { before, after } = await enteredBeforeScripts(atPaula, path, async () => {
    await box.fill('')
    await box.blur()
  })
  expect(after).toEqual(before)
  await atPaula.goto(path)
  await expect.poll(() => box.inputValue()).toBe('Mehr Ausflüge')
  // Closed while something else was being written: it stays there to be copied, also after loading anew.
  await box.fill('Mehr Ausflüge ans Wasser')
  await house.act(emre, 'poll.close', { poll: id })
  for (let load = 0; load < 2; load += 1) {
    await seen(page.getByText(texts.tooLate))
    await seen(page.getByText('Mehr Ausflüge ans Wasser'))
    await seen(page.getByText('Mehr Ausflüge', { exact: true }))
    await gone(box)
    await atPaula.goto(path)
  }
})

test('[K-27] with two children each answer is a request of its own, so that neither of two sent in haste is lost', async () => {
  const twoOf = memberships.find(
    ({ role, children: own }) =>
      role === 'guardian' &&
      own.filter(({ child }) => children.some(({ id, facility }) => id === child && facility === apfelhof)).length ===
        2,
  )!
  const { token } = await house.act(anna, 'audience.preview', {
    destination: { kind: 'poll', facility: apfelhof, groups: 'all' },
    language: 'de',
  })
  const { id: poll } = await house.act(anna, 'poll.publish', {
    ...{ facility: apfelhof, groups: 'all', question: 'Wer kommt mit?', kind: 'one', options },
    ...{ per: 'child', anonymous: false, totals: false, acknowledgement: { preview: token, accepted: true } },
    closesAt: new Date(Date.now() + 86_400_000).toISOString(),
  })
  const window = await house.window(twoOf.person, { scripts: false })
  await window.context.addCookies([{ name: 'hat', value: twoOf.id, url: house.origin }])
  await window.page.goto(`/post/umfrage/${poll}`)
  const requests = await window.page
    .locator('form.vote input[name=request]')
    .evaluateAll((fields) => fields.map((field) => field.getAttribute('value')))
  expect(new Set(requests).size).toBe(2)
})

test('[K-02] switched off, no page has a poll, and nobody is offered to ask', async () => {
  const asking = await house.window(emre.person)
  await asking.goto(`/post/umfrage?gruppe=${sonnen}`)
  await askOn(asking.page, 'Noch da?')
  await house.act(anna, 'module.switch', { facility: apfelhof, module: 'polls', on: false })
  // The page that was open follows.
  await gone(asking.page.getByRole('heading', { level: 1, name: 'Noch da?' }))
  const atPaula = await house.window(paula.person)
  await atPaula.goto('/post')
  await gone(atPaula.page.getByText(texts.poll, { exact: true }))
  const atEmre = await house.window(emre.person)
  await atEmre.goto('/post')
  await gone(atEmre.page.getByRole('link', { name: ask.title }))
  await atEmre.page.goto('/post/umfrage')
  await gone(atEmre.page.getByRole('heading', { name: ask.title }))
  await house.act(anna, 'module.switch', { facility: apfelhof, module: 'polls', on: true })
})

/** A page of polls in every size and colour. */
async function looked(window: Window, at: string): Promise<string[]> {
  const { page } = window
  await page.setViewportSize(phone)
  await window.show(at)
  const found = [...(await violations(page)), ...(await smallTargets(page))]
  for (const colorScheme of ['dark', 'light'] as const)
    for (const size of [desktop, narrow]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize(size)
      found.push(...(await violations(page)), ...(await overflowing(page)))
    }
  return found
}

test('[look-01] axe finds nothing on the pages of polls, targets have 44 px, nothing scrolls sideways', async () => {
  const atEmre = await house.window(emre.person)
  expect(await looked(atEmre, `/post/umfrage?gruppe=${sonnen}`)).toEqual([])
  const path = await askOn(atEmre.page, 'Und am Ende?')
  await voteAs(paula, path, 1)
  const atPaula = await house.window(paula.person)
  for (const window of [atEmre, atPaula])
    for (const at of [path, '/post', '/heute']) expect([at, ...(await looked(window, at))]).toEqual([at])
})
