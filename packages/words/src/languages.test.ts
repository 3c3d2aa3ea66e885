import { expect, test } from 'vitest'
import { refusals } from '@morgenkreis/protocol'
import { chooseLanguage } from './languages.ts'
import { load } from './load.ts'

test.each([
  ['en', 'de', 'en'],
  ['tlh', 'en-GB,de;q=0.5', 'en'],
  [undefined, 'fr, en;q=0.3, de-AT;q=0.8', 'de'],
  [undefined, 'en;q=0, fr', 'de'],
  [undefined, 'fr', 'de'],
  [undefined, null, 'de'],
])('the language of choice %s and wishes %s is %s', (chosen, wishes, expected) => {
  expect(chooseLanguage(chosen, wishes)).toBe(expected)
})

test.each(['de', 'en'] as const)('every refusal has its own text in %s', async (language) => {
  const words = await load(language)
  const texts = refusals.map((code) => words.refusals[code])
  expect(new Set(texts).size).toBe(refusals.length)
  for (const text of texts) expect(text.length).toBeGreaterThan(20)
})

test('[N3] the audience line names numbers and groups', async () => {
  const { composer: de } = await load('de')
  const { composer: en } = await load('en')
  const counted = { families: 19, staff: 4 }
  expect(de.audience({ ...counted, groups: ['Sonnengruppe'] })).toBe(
    'Sichtbar für 19 Familien der Sonnengruppe und 4 Fachkräfte',
  )
  expect(de.audience({ families: 1, staff: 1, groups: ['Igelgruppe', 'Wellengruppe'] })).toBe(
    'Sichtbar für 1 Familie aus Igelgruppe und Wellengruppe und 1 Fachkraft',
  )
  expect(de.audience({ ...counted, groups: 'all' })).toBe('Sichtbar für 19 Familien der ganzen Kita und 4 Fachkräfte')
  expect(en.audience({ ...counted, groups: ['Sonnengruppe'] })).toBe(
    'Visible to 19 families of Sonnengruppe and 4 members of staff',
  )
})
