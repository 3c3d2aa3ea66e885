import { afterAll, expect, test } from 'vitest'
import { sessionCookie } from '@morgenkreis/protocol'
import { apfelhof, demoPassword, sonnen } from '@morgenkreis/world'
import { commentIn, composerOf, gone, office, seen, words } from './acts.ts'
import { anna, clara, emailOf, emre, forestDay, paula, sami } from './cast.ts'
import { enteredBeforeScripts } from './held.ts'
import { House } from './house.ts'
import { desktop, type Window } from './window.ts'

const { sessions, comments } = words
const plain = { scripts: false }

const house = await House.open()
afterAll(() => house.close())

async function signIn({ page }: Window, email: string, password: string) {
  await page.getByLabel(sessions.email).fill(email)
  await page.getByLabel(sessions.password).fill(password)
  await page.getByRole('button', { name: sessions.submit }).click()
}

test('[sessions-01] without any script: a wrong password is said, the right one leads on, and the logout ends the session', async () => {
  const window = await house.window(null, plain)
  const { page } = window
  await page.goto(`/post/${forestDay}`)
  expect(new URL(page.url()).pathname).toBe('/anmelden')
  await signIn(window, emailOf('paula'), 'Morgenkreis-2025!')
  await seen(page.getByRole('alert').filter({ hasText: words.refusals['wrong-credentials'] }))
  expect(await page.getByLabel(sessions.email).inputValue()).toBe(emailOf('paula'))
  expect(await page.getByLabel(sessions.password).inputValue()).toBe('')

  await signIn(window, emailOf('paula'), demoPassword)
  // The way that was asked for at first.
  await page.waitForURL(`**/post/${forestDay}`)
  const signed = await window.context.cookies()
  expect(signed.map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite }))).toEqual([
    { name: sessionCookie(false), httpOnly: true, sameSite: 'Lax' },
    { name: 'facility', httpOnly: true, sameSite: 'Lax' },
  ])

  await page.goto('/mehr')
  await page.getByRole('button', { name: sessions.logout }).click()
  await page.waitForURL('**/anmelden')
  expect(await window.context.cookies()).toEqual([])
  // The cookie is not forgotten only: whoever kept it is not let in.
  await window.context.addCookies(signed)
  await page.goto('/heute')
  expect(new URL(page.url()).pathname).toBe('/anmelden')
})

test('[D-05, K-101] without any script: a comment without the tick is refused and kept, with it it is published', async () => {
  const { page } = await house.window(paula.person, plain)
  const text = 'Wir kommen mit\nund bringen Tee.'
  await page.goto(`/post/${forestDay}`)
  const before = await house.rows('comments', { announcement: forestDay })
  await composerOf(page).text.fill(text)
  await composerOf(page).send.click()
  await seen(composerOf(page).alert.filter({ hasText: words.refusals['acknowledgement-missing'] }))
  expect(await composerOf(page).text.inputValue()).toBe(text)
  expect(await composerOf(page).tick.isChecked()).toBe(false)
  expect(await house.rows('comments', { announcement: forestDay })).toBe(before)

  await composerOf(page).tick.check()
  await composerOf(page).send.click()
  await seen(commentIn(page, 'und bringen Tee.').filter({ hasText: comments.own }))
  expect(await composerOf(page).text.inputValue()).toBe('')
  expect(await house.rows('comments', { announcement: forestDay })).toBe(before + 1)

  // Loading the answer to the form anew sends nothing twice.
  await page.reload()
  await seen(commentIn(page, 'und bringen Tee.'))
  expect(await house.rows('comments', { announcement: forestDay })).toBe(before + 1)
})

test('[D-08] without any script: the author withdraws a comment, and a line is left', async () => {
  const { page } = await house.window(paula.person, plain)
  await page.goto(`/post/${forestDay}`)
  const own = commentIn(page, 'und bringen Tee.')
  await own.getByRole('button', { name: comments.withdraw }).click()
  const dialog = page.getByRole('dialog', { name: comments.confirm.withdraw })
  await dialog.getByRole('button', { name: comments.withdraw }).click()
  await gone(own)
  await seen(page.getByRole('log').getByText(comments.withdrawn))
})

test('[hats-01] without any script: another hat is put on', async () => {
  const { page } = await house.window(clara.person, plain)
  await page.goto('/mehr')
  await page.getByRole('button', { name: words.shell.hat.title }).click()
  const guardian = words.shell.hat.switchTo({ role: words.shell.roles.guardian, facility: 'Kita Apfelhof' })
  const council = words.shell.hat.switchTo({ role: words.shell.roles.council, facility: 'Kita Apfelhof' })
  const other = page.getByRole('button', { name: guardian }).or(page.getByRole('button', { name: council }))
  const became = (await other.getAttribute('aria-label')) === guardian ? 'guardian' : 'council'
  await other.click()
  await seen(page.getByRole('banner').getByText(words.shell.roles[became], { exact: true }))
})

test('[K-35] without any script: the head takes an access away', async () => {
  const [atAnna, atSami] = [
    await house.window(anna.person, { ...plain, size: desktop }),
    await house.window(sami.person, plain),
  ]
  await atSami.page.goto('/post')
  const { page } = atAnna
  await page.goto('/einrichtung')
  await page.getByLabel(office.find).fill(sami.name)
  await page.getByLabel(office.find).press('Enter')
  await page.getByRole('link', { name: office.removeNamed({ name: sami.name }) }).click()
  const dialog = page.getByRole('dialog', { name: office.confirm.title({ name: sami.name }) })
  await dialog.getByRole('button', { name: office.remove }).click()
  await seen(page.getByText(office.removed))
  await gone(page.getByText(sami.name))
  await atSami.page.reload()
  await seen(atSami.page.getByRole('heading', { name: sessions.noMembership }))
})

test('[K-101] a box is never ticked beforehand, on no page', async () => {
  const { page } = await house.window(anna.person, plain)
  for (const path of [`/post/${forestDay}`, '/post/neu?gruppe=all']) {
    await page.goto(path)
    const sentence = page.getByRole('checkbox', { name: 'Ich bin mir bewusst' })
    await seen(sentence)
    expect(await sentence.isChecked()).toBe(false)
  }
})

test('[look-04] what is entered while the script is on its way is sent once it runs', async () => {
  const atAnna = await house.window(anna.person, { size: desktop })
  const { page } = atAnna
  const { contact, rights } = office
  const wanted = { phone: '+49 40 7654321', email: 'kita@apfelhof.example', address: 'Am Hof 1\n22765 Hamburg' }
  const described = await enteredBeforeScripts(atAnna, '/einrichtung/kontakt', async () => {
    await page.getByLabel(contact.phone).fill(wanted.phone)
    await page.getByLabel(contact.email).fill(wanted.email)
    await page.getByLabel(contact.address).fill(wanted.address)
  })
  expect(described.after).toEqual(described.before)
  await page.getByRole('button', { name: contact.save }).click()
  await seen(page.getByText(contact.saved))
  expect(await house.act(anna, 'facility.read', { facility: apfelhof })).toMatchObject(wanted)

  await enteredBeforeScripts(atAnna, `/einrichtung/person/${emre.as}`, () =>
    page.getByRole('checkbox', { name: rights.each.health.title }).check(),
  )
  await page.getByRole('button', { name: rights.save }).click()
  await seen(page.getByText(rights.saved))
  const { members } = await house.act(anna, 'membership.list', { facility: apfelhof })
  expect(members.find(({ id }) => id === emre.as)?.rights).toEqual(['health'])

  // Whom it goes to is followed by the number of those who will read it.
  await enteredBeforeScripts(atAnna, '/post/neu', async () => {
    await page.getByRole('checkbox', { name: 'Sonnengruppe' }).check()
    await page.locator('summary').click()
    await page.locator('[name=urgent]').check()
  })
  await seen(page.getByRole('checkbox', { name: 'Ich bin mir bewusst' }))
  expect(await page.locator('[name=urgent]').isChecked()).toBe(true)
})

test('[look-04] it stays in texts, boxes, choices and lists', async () => {
  const atAnna = await house.window(anna.person, { size: desktop })
  const atPaula = await house.window(paula.person)
  const field = ({ page }: Window, name: string, value?: string) =>
    page.locator(`[name=${name}]${value === undefined ? '' : `[value="${value}"]`}`).first()
  const inAnnas = (name: string, value?: string) => field(atAnna, name, value)
  const forms: [Window, string, () => Promise<void>][] = [
    [
      atAnna,
      '/einrichtung/kinder/neu',
      async () => {
        await inAnnas('name').fill('Noor Neuling')
        await inAnnas('group', sonnen).check()
        await inAnnas('sign', 'whale').check({ force: true })
        await inAnnas('guardian', paula.as).check()
        await inAnnas('custody', paula.as).check()
      },
    ],
    [atAnna, '/einrichtung/chats', () => inAnnas('mode', 'read-only').check()],
    [atAnna, '/einrichtung/fristen', () => inAnnas('days').fill('77')],
    [atAnna, '/einrichtung/ruhezeiten', () => inAnnas('quiet').uncheck()],
    [
      atAnna,
      '/einrichtung/protokoll',
      async () => {
        await inAnnas('tag').fill('2026-03-02')
        await inAnnas('vorgang').selectOption({ index: 1 })
      },
    ],
    [atPaula, '/mehr', () => field(atPaula, 'theme', 'dark').check()],
    [
      atPaula,
      '/mehr/mitteilungen',
      async () => {
        await field(atPaula, 'category').uncheck()
        await field(atPaula, 'quiet').check()
        await field(atPaula, 'from').fill('11:45')
      },
    ],
  ]
  for (const [window, path, enter] of forms) {
    const { before, after } = await enteredBeforeScripts(window, path, enter)
    expect([path, ...after]).toEqual([path, ...before])
  }
})
