import type { PersonId } from '@morgenkreis/protocol'
import { roles } from '@morgenkreis/sandbox'
import { apfelhof, kim, named, sonnen } from '@morgenkreis/world'
import { afterAll, test } from 'vitest'
import { commentIn, composerOf, publishing, reporting, seen, words } from './acts.ts'
import { anna, clara, emre, forestDay, paula, sami } from './cast.ts'
import { House } from './house.ts'
import { look } from './look.ts'

const house = await House.open()
afterAll(() => house.close())

const windows = new Map(
  await Promise.all(roles.map(async ({ person }) => [person, await house.window(person)] as const)),
)
const windowOf = async (person: PersonId | null) => windows.get(person) ?? house.window(person)
const screens = roles.flatMap(({ name, person, screens }) =>
  screens.map((screen) => ({ ...screen, name: `${name}-${screen.name}`, person })),
)

test.for(screens)(
  '[K-09, look-01] $name: axe finds nothing, nothing scrolls sideways, the tree is as written',
  async (screen) => {
    await look({ ...screen, window: await windowOf(screen.person) })
  },
)

test('[look-01] the council: the other role, and the way to it', async () => {
  const window = await house.window(clara.person)
  await window.context.addCookies([{ name: 'hat', value: named.clara.council, url: house.origin }])
  await look({ name: 'council-announcement', window, path: `/post/${forestDay}` })
  await look({
    name: 'council-hats',
    window,
    path: '/post',
    async then(page) {
      await page.getByRole('button', { name: words.shell.hat.title }).click()
      await seen(page.locator('[popover]'))
    },
  })
})

test('[look-01] a question before something is lost', async () => {
  const window = await windowOf(paula.person)
  await look({
    name: 'guardian-withdrawal',
    window,
    path: `/post/${forestDay}`,
    async then(page) {
      await page.getByRole('button', { name: words.comments.withdraw }).click()
      await seen(page.getByRole('dialog'))
    },
  })
})

test('[look-01] without a connection, and with one comment that waits', async () => {
  const window = await house.window(paula.person)
  await window.goto(`/post/${forestDay}`)
  await look({
    name: 'guardian-waiting',
    window,
    path: `/post/${forestDay}`,
    async then(page) {
      await composerOf(page).text.fill('Wir sind im Funkloch.')
      await composerOf(page).tick.check()
      await window.context.setOffline(true)
      const line = page
        .getByRole('status')
        .filter({ hasText: words.shell.connection.offline({ since: '' }).split('.')[0] ?? '' })
      await seen(line)
      await composerOf(page).send.click()
      await seen(commentIn(page, 'Wir sind im Funkloch.'))
    },
  })
  await window.context.close()
})

test('[look-01] what is left of an announcement, and who belongs nowhere', async () => {
  const groups = [sonnen]
  const { id } = await house.announce(emre, { facility: apfelhof, groups, title: 'Zu früh', text: 'Das war zu früh.' })
  await house.act(emre, 'announcement.remove', { announcement: id })
  const window = await windowOf(paula.person)
  await look({ name: 'guardian-withdrawn', window, path: `/post/${id}` })
  await look({ name: 'guardian-post-withdrawn', window, path: '/post' })
  await house.act(anna, 'membership.remove', { membership: sami.as })
  await look({ name: 'nowhere', window: await house.window(sami.person), path: '/anmelden' })
})

test('[look-01] what asks for confirmation, what is urgent, and what waits', async () => {
  const groups = [sonnen]
  const { id } = await house.announce(emre, {
    ...{ facility: apfelhof, groups, title: 'Heute nur bis zwölf', text: 'Bitte holen Sie Ihr Kind ab.' },
    ...{ confirmation: 'all', priority: 'urgent', reason: 'Die Heizung ist ausgefallen' },
  })
  const publishAt = new Date(Date.now() + 60 * 86_400_000).toISOString()
  const waits = { facility: apfelhof, groups, title: 'Fotografin', text: 'Bitte saubere Nasen mitbringen.', publishAt }
  await house.announce(emre, waits)
  await look({ name: 'guardian-asked', window: await windowOf(paula.person), path: `/post/${id}` })
  await look({ name: 'guardian-today-to-do', window: await windowOf(paula.person), path: '/heute' })
  await look({
    name: 'educator-progress',
    window: await windowOf(emre.person),
    path: `/post/${id}`,
    then: (page) => seen(page.getByRole('button', { name: publishing.reach.print })),
  })
  const window = await windowOf(emre.person)
  await look({ name: 'educator-scheduled', window, path: '/post?gruppe=gibt-es-nicht' })
})

test('[look-01] reporting, and who is here, once it is switched on', async () => {
  for (const module of ['sick-notes', 'absences'] as const)
    await house.act(anna, 'module.switch', { facility: apfelhof, module, on: true })
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date())
  const consent = { version: 1, language: 'de', accepted: true } as const
  await house.act(paula, 'sick-note.report', {
    children: [kim],
    illness: 'chickenpox',
    from: today,
    to: today,
    note: 'Seit gestern Abend.',
    consent,
  })
  const guardian = await house.window(paula.person)
  await look({ name: 'guardian-report', window: guardian, path: '/melden' })
  await look({
    name: 'guardian-report-without-tick',
    window: guardian,
    path: '/melden',
    then: (page) => page.getByRole('button', { name: reporting.form.send }).click(),
  })
  await look({ name: 'educator-attendance', window: await windowOf(emre.person), path: '/heute' })
  await look({ name: 'educator-reports', window: await windowOf(emre.person), path: '/melden' })
  await look({ name: 'head-attendance', window: await windowOf(anna.person), path: '/heute' })
  await look({ name: 'head-reports', window: await windowOf(anna.person), path: '/melden' })
  // closings-02: it is closed today.
  const closed = { facility: apfelhof, from: today, to: today, reason: 'Teamtag' }
  await house.act(anna, 'closing.add', closed)
  await look({ name: 'guardian-today-closed', window: await windowOf(paula.person), path: '/heute' })
  await look({ name: 'head-closings-entered', window: await windowOf(anna.person), path: '/einrichtung/schliesstage' })
})
