import { expect, test } from 'vitest'
import { named } from '@morgenkreis/world'
import { drafts } from '#lib/shell/drafts.ts'
import { announcementArrived } from './arrived.ts'

const membership = named.anna.admin
const sent = { title: 'Waldtag', text: 'Wir gehen um neun.' }

/** What is left of a draft with options after this arrived. */
function leftOf(text: string): string[] {
  sessionStorage.clear()
  const device = drafts(sessionStorage)
  const places = { heading: 'Waldtag', text, publishAt: '2026-03-09T07:00', urgent: 'yes', reason: 'Regen' }
  for (const [place, value] of Object.entries(places)) device.write(membership, `new:${place}`, value)
  announcementArrived(membership, sent, device)
  return Object.keys(places).filter((place) => device.read(membership, `new:${place}`) !== '')
}

test('[D-07] what was sent leaves none of its options to the next one', () => {
  expect(leftOf(`${sent.text} `)).toEqual([])
})

test('[D-07] what is being written meanwhile keeps its own, above all its later time', () => {
  expect(leftOf('Etwas ganz anderes.')).toEqual(['text', 'publishAt', 'urgent', 'reason'])
  expect(leftOf('')).toEqual(['publishAt', 'urgent', 'reason'])
})
