import { beforeEach, expect, test } from 'vitest'
import { named } from '@morgenkreis/world'
import { drafts } from './drafts.ts'

const { council, guardian } = named.clara
const paula = named.paula.guardian
// Node's own storage, as browsers have it.
const device = sessionStorage
beforeEach(() => device.clear())

test('a draft is found again by the membership that wrote it, and by no other', () => {
  drafts(device).write(guardian, 'announcement', 'Kommt Kim mit?')
  expect(drafts(device).read(guardian, 'announcement')).toBe('Kommt Kim mit?')
  expect(drafts(device).read(council, 'announcement')).toBe('')
  expect(drafts(device).read(paula, 'announcement')).toBe('')
})

test('[K-35] at the start only one’s own drafts are kept, whatever the key was', () => {
  device.setItem('draft:announcement', 'from before there were hats')
  device.setItem('theme', 'dark')
  drafts(device).write(paula, 'announcement', 'von Paula')
  drafts(device).write(council, 'announcement', 'vom Beirat')
  drafts(device).write(guardian, 'new:text', 'von Clara')
  drafts(device).keepOnly([council, guardian])
  expect(Object.keys(device).sort()).toEqual(
    [`draft:${council}:announcement`, `draft:${guardian}:new:text`, 'theme'].sort(),
  )
})

test('what arrived is no draft any more; what was written since is', () => {
  drafts(device).write(guardian, 'announcement', 'Danke! ')
  drafts(device).arrived(guardian, 'announcement', 'Danke')
  expect(drafts(device).read(guardian, 'announcement')).toBe('Danke! ')
  drafts(device).arrived(guardian, 'announcement', 'Danke!')
  expect(drafts(device).read(guardian, 'announcement')).toBe('')
})

test('without a storage there is nothing to find, and nothing fails', () => {
  drafts(null).write(guardian, 'announcement', 'weg')
  expect(drafts(null).read(guardian, 'announcement')).toBe('')
})
