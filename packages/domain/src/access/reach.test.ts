import { expect, test } from 'vitest'
import { childId, elsewhere, here, member, sun, wave } from '../../test/members.ts'
import { both, child, either, facility, has, never, own, shares, writes } from './reach.ts'

const place = { facility: here, groups: [sun] }

test('[K-65] no reach leads into another facility', () => {
  const who = member(1, 'admin', { groups: 'all', writes: true, rights: ['health'], children: [childId(1)] })
  const there = { facility: elsewhere, groups: 'all', author: who.id, children: [childId(1)] } as const
  for (const reach of [facility, shares, writes, own, child, has('health'), either(facility, own)])
    expect([reach.label, reach(who, there)]).toEqual([reach.label, false])
})

test('[K-36] child holds for own children alone, and never for none', () => {
  const who = member(1, 'guardian', { groups: [sun], children: [childId(1), childId(2)] })
  expect(child(who, { ...place, children: [childId(1)] })).toBe(true)
  expect(child(who, { ...place, children: [childId(1), childId(2)] })).toBe(true)
  expect(child(who, { ...place, children: [childId(1), childId(3)] })).toBe(false)
  expect(child(who, { ...place, children: [] })).toBe(false)
  expect(child(who, place)).toBe(false)
})

test('[K-64] has asks for one right, which no role brings along', () => {
  expect(has('health')(member(1, 'admin', { groups: 'all', writes: true }), place)).toBe(false)
  expect(has('health')(member(1, 'educator', { rights: ['moderate'] }), place)).toBe(false)
  expect(has('health')(member(1, 'educator', { rights: ['moderate', 'health'] }), place)).toBe(true)
})

test('[K-64] both wants both, either wants one', () => {
  const who = member(1, 'educator', { groups: [wave], rights: ['health'] })
  expect(both(has('health'), shares)(who, place)).toBe(false)
  expect(both(has('health'), shares)({ ...who, groups: [sun] }, place)).toBe(true)
  expect(either(has('health'), shares)(who, place)).toBe(true)
  expect(either(never, shares)(who, place)).toBe(false)
})

test('a reach is called by what it asks for', () => {
  expect(both(has('health'), shares).label).toBe('has(health) and shares')
  expect(either(own, writes).label).toBe('own or writes')
  expect(never.label).toBe('–')
})
