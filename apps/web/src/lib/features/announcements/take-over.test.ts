import { beforeEach, expect, test } from 'vitest'
import { named } from '@morgenkreis/world'
import { drafts } from '#lib/shell/drafts.ts'
import { takeOver } from './take-over.ts'

const membership = named.anna.admin
const device = drafts(sessionStorage)
beforeEach(() => sessionStorage.clear())
const held = { title: 'Waldtag', text: 'Um neun.', confirmation: 'all', priority: 'urgent', reason: 'Regen' } as const
const left = () =>
  ['heading', 'text', 'confirmation', 'publishAt', 'urgent', 'reason'].map((one) =>
    device.read(membership, `new:${one}`),
  )

test('[D-07] what was held becomes a draft with what was asked for, and without the time that is over', () => {
  device.write(membership, 'new:publishAt', '2026-03-09T07:00')
  expect(takeOver(membership, held, device)).toBe(true)
  expect(left()).toEqual(['Waldtag', 'Um neun.', 'all', '', 'yes', 'Regen'])
  expect(takeOver(membership, held, device)).toBe(true)
})

test('[D-07] another draft is not given up for it', () => {
  device.write(membership, 'new:text', 'Etwas anderes.')
  expect(takeOver(membership, held, device)).toBe(false)
  expect(left()).toEqual(['', 'Etwas anderes.', '', '', '', ''])
})
