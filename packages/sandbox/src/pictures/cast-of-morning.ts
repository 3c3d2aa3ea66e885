import { igel, morning, named, sonnen } from '@morgenkreis/world'
import type { Page } from 'playwright-core'
import type { Role, Screen } from './cast.ts'

const poll: Screen = { name: 'poll', path: '/post', then: opens(morning.asks.question) }
const confirmation: Screen = { name: 'confirmation', path: '/post', then: opens(morning.asksToConfirm.title) }
const reports: Screen = { name: 'reports', path: '/melden' }

/** Screens that show what the demo's morning left: they are there where it was lived through. */
export const rolesOfMorning: readonly Role[] = [
  { name: 'guardian', person: named.paula.person, screens: [poll, confirmation, reports] },
  {
    name: 'educator',
    person: named.emre.person,
    screens: [poll, confirmation, reports, { name: 'poll-new', path: `/post/umfrage?gruppe=${sonnen}` }],
  },
  {
    name: 'head',
    person: named.anna.person,
    screens: [poll, reports, { name: 'poll-new', path: `/post/umfrage?gruppe=${sonnen}&gruppe=${igel}` }],
  },
]

/** Follows the link with these words in its name. */
function opens(words: string): (page: Page) => Promise<void> {
  return async (page) => {
    const before = page.url()
    await page.getByRole('link', { name: words }).first().click()
    await page.waitForURL((url) => url.href !== before)
    await page.waitForLoadState('networkidle')
  }
}
