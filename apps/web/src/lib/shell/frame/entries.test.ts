import { expect, test } from 'vitest'
import { modules } from '@morgenkreis/protocol'
import { load } from '@morgenkreis/words'
import { currentOf, entriesFor } from './entries.ts'

const words = await load('de')
const all = { modules: [...modules] }
const labels = (role: Parameters<typeof entriesFor>[0]['role'], writes: boolean, facility = all) =>
  entriesFor({ role, writes }, facility, words).map(({ label }) => label)

test('[K-31] an entry appears with what the membership may do', () => {
  expect(labels('guardian', false)).toEqual(['Heute', 'Post', 'Melden', 'Mehr'])
  expect(labels('educator', false)).toEqual(['Heute', 'Post', 'Mehr'])
  expect(labels('educator', true)).toEqual(['Heute', 'Post', 'Mitteilung schreiben', 'Mehr'])
  expect(labels('council', true)).toEqual(['Heute', 'Post', 'Mitteilung schreiben', 'Mehr'])
  expect(labels('admin', true)).toEqual(['Heute', 'Post', 'Mitteilung schreiben', 'Einrichtung', 'Mehr'])
})

test('[K-02] what is switched off has no entry', () => {
  expect(labels('guardian', false, { modules: [] })).toEqual(['Heute', 'Mehr'])
  expect(labels('guardian', false, { modules: ['announcements'] })).toEqual(['Heute', 'Post', 'Mehr'])
  for (const module of ['chat', 'conversations', 'polls'] as const)
    expect(labels('guardian', false, { modules: [module] })).toEqual(['Heute', 'Post', 'Mehr'])
  for (const module of ['sick-notes', 'absences'] as const)
    expect(labels('guardian', false, { modules: [module] })).toEqual(['Heute', 'Melden', 'Mehr'])
  expect(labels('admin', true, { modules: ['comments'] })).toEqual(['Heute', 'Einrichtung', 'Mehr'])
  expect(labels('educator', true, { modules: ['polls'] })).toEqual(['Heute', 'Post', 'Mehr'])
})

test('the current entry is the nearest place above the path', () => {
  const entries = entriesFor({ role: 'admin', writes: true }, all, words)
  expect(currentOf(entries, '/post/neu')?.label).toBe('Mitteilung schreiben')
  expect(currentOf(entries, '/post/018cc251')?.label).toBe('Post')
  expect(currentOf(entries, '/postamt')).toBeUndefined()
})
