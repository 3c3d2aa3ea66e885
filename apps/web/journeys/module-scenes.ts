import type { ChildId, InputOf, PollId } from '@morgenkreis/protocol'
import { apfelhof, children, idOf, kim, memberships, sonnen } from '@morgenkreis/world'
import type { Page } from 'playwright-core'
import { anna, emre, paula, type Actor } from './cast.ts'
import type { House } from './house.ts'
import { dayIn, instantIn, type Scene } from './scenes.ts'

const question = 'Wohin geht der Ausflug?'
const options = ['In den Wald', 'Ans Wasser', 'Zum Bauernhof']
const note = 'Hustet seit Samstag.'

/** The same in every language. */
export const writtenInModules = [question, ...options, note]

const switchOn = async (house: House, ...modules: readonly InputOf<'module.switch'>['module'][]) => {
  for (const module of modules) await house.act(anna, 'module.switch', { facility: apfelhof, module, on: true })
}

/** One child of each of six families of the Sonnengruppe, the first of them Kim, and who answers for it. */
const asked = [kim, ...children.filter(({ id, group }) => group === sonnen && id !== kim).map(({ id }) => id)]
  .slice(0, 6)
  .map((child) => ({ child, who: guardianOf(child) }))

function guardianOf(child: ChildId): Actor {
  return actor(memberships.find((one) => one.children.some((tie) => tie.child === child)))
}

function actor(hat: (typeof memberships)[number] | undefined): Actor {
  if (hat === undefined) throw new Error('nobody in the world has this hat')
  return { person: hat.person, as: hat.id, name: '' }
}

/** Emre asks, and so many families answer. */
async function poll(house: House, answers: number, terms: Partial<InputOf<'poll.publish'>> = {}): Promise<PollId> {
  await switchOn(house, 'polls')
  const destination = { kind: 'poll' as const, facility: apfelhof, groups: [sonnen] }
  const { token } = await house.act(emre, 'audience.preview', { destination, language: 'de' })
  const { id } = await house.act(emre, 'poll.publish', {
    ...{ facility: apfelhof, groups: [sonnen], question, kind: 'one', options, per: 'child' },
    ...{ anonymous: false, totals: true, closesAt: instantIn(3) },
    ...terms,
    acknowledgement: { preview: token, accepted: true },
  })
  for (const [n, { child, who }] of asked.slice(0, answers).entries())
    await house.act(who, 'poll.vote', { poll: id, child, answer: { choices: [n % options.length] } })
  return id
}

const pathOf = (id: PollId) => `/post/umfrage/${id}`

async function closed(house: House, answers: number): Promise<string> {
  const id = await poll(house, answers)
  await house.act(emre, 'poll.close', { poll: id })
  return pathOf(id)
}

/** A form is sent with nothing in it, and says what is missing. */
async function sendsNothing(page: Page): Promise<void> {
  await page.locator('main form:has(textarea)').first().getByRole('button').last().click()
  await page.locator('main [aria-invalid=true]').first().waitFor()
}

const opensDialog = async (page: Page) => {
  await page.getByRole('main').locator('[command=show-modal]').first().click()
  await page.getByRole('dialog').waitFor()
}

const polls: readonly Scene[] = [
  { name: 'educator-asks', who: emre, stage: askedFrom, then: sendsNothing },
  { name: 'guardian-poll', who: paula, stage: async (house) => pathOf(await poll(house, 0)) },
  { name: 'guardian-poll-answered', who: paula, stage: async (house) => pathOf(await poll(house, 1)) },
  { name: 'guardian-poll-of-words', who: paula, stage: async (house) => pathOf(await poll(house, 0, words())) },
  { name: 'guardian-poll-anonymous', who: paula, stage: async (house) => pathOf(await poll(house, 1, unnamed())) },
  { name: 'guardian-poll-closed', who: paula, stage: (house) => closed(house, 6) },
  { name: 'guardian-poll-of-few', who: paula, stage: (house) => closed(house, 2) },
  { name: 'educator-poll', who: emre, stage: async (house) => pathOf(await poll(house, 3)), then: opensDialog },
  { name: 'educator-poll-closed', who: emre, stage: (house) => closed(house, 6) },
  { name: 'guardian-post-with-polls', who: paula, stage: polled('/post') },
  { name: 'guardian-today-with-polls', who: paula, stage: polled('/heute') },
  { name: 'head-post-with-polls', who: anna, stage: polled('/post') },
]

const words = () => ({ kind: 'text' as const, options: [], totals: false })
const unnamed = () => ({ anonymous: true })

async function askedFrom(house: House): Promise<string> {
  await switchOn(house, 'polls')
  return `/post/umfrage?gruppe=${sonnen}`
}

function polled(path: string): Scene['stage'] {
  return async (house) => {
    await poll(house, 0)
    return path
  }
}

/** Of the Sonnengruppe, and may read of illness. */
const mirjam = actor(memberships.find(({ person }) => person === idOf('person', 102)))

/** Kim is ill and somebody else comes later; then this page. */
function reported(path: string): Scene['stage'] {
  return async (house) => {
    await switchOn(house, 'sick-notes', 'absences')
    const days = { from: dayIn(0), to: dayIn(2) }
    const consent = { version: 1, language: 'de', accepted: true } as const
    const { sickNotes } = await house.act(paula, 'sick-note.report', {
      children: [kim],
      illness: 'measles',
      ...days,
      note,
      consent,
    })
    const { child, who } = asked[1]!
    await house.act(who, 'absence.report', { children: [child], reason: 'late', ...days, note })
    return path.replace('…', sickNotes[0]!.id)
  }
}

const reports: readonly Scene[] = [
  { name: 'guardian-report', who: paula, stage: reported('/melden'), then: sendsNothing },
  { name: 'guardian-report-again', who: paula, stage: reported('/melden?wie-letztes-mal') },
  { name: 'guardian-report-arrived', who: paula, stage: reported('/melden?angekommen') },
  { name: 'guardian-report-removed', who: paula, stage: reported('/melden?geloescht'), then: opensDialog },
  { name: 'educator-attendance', who: emre, stage: reported('/heute') },
  { name: 'educator-enters', who: emre, stage: reported('/melden'), then: sendsNothing },
  { name: 'educator-attendance-of-ill', who: mirjam, stage: reported('/heute') },
  { name: 'educator-enters-ill', who: mirjam, stage: reported('/melden'), then: sendsNothing },
  { name: 'educator-changes', who: mirjam, stage: reported('/melden?aendern=…') },
  { name: 'head-attendance', who: anna, stage: reported('/heute') },
  { name: 'head-reports', who: anna, stage: reported('/melden') },
]

/** Screens of polls, reports and absences, which a Kita first switches on. */
export const moduleScenes: readonly Scene[] = [...polls, ...reports]
