import type { AnnouncementId, MembershipId } from '@morgenkreis/protocol'
import { apfelhof, children, kim, memberships, named, sonnen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { askedOf, progressFor, remindedBy } from './confirmations.ts'
import type { Asking } from './confirmations.ts'

const hat = (id: string) => memberships.find((one) => one.id === id)!
const { emre, paula, paul, sami } = named
const asking = (wanted: 'one' | 'all', ...by: MembershipId[]): Asking => ({
  ...{ id: 'a1' as AnnouncementId, place: { facility: apfelhof, groups: [sonnen] }, wanted, reminded: true },
  ...{ done: new Map(by.length === 0 ? [] : [[kim, new Set(by)]]), underWay: new Set() },
})
const kims = (one: Asking, members = memberships) =>
  progressFor(one, hat(emre.educator), { children, members }).find(({ child }) => child === kim)

test('one is enough, or all of them; a child without guardians cannot be reached', () => {
  expect(kims(asking('one', paula.guardian))).toEqual({ child: kim, state: 'confirmed', confirmed: 1, of: 2 })
  expect(kims(asking('all', paula.guardian))).toEqual({ child: kim, state: 'open', confirmed: 1, of: 2 })
  expect(kims(asking('all', paula.guardian, paul.guardian))).toMatchObject({ state: 'confirmed', confirmed: 2 })
  const without = memberships.filter(({ id }) => id !== paula.guardian && id !== paul.guardian)
  expect(kims(asking('one'), without)).toEqual({ child: kim, state: 'unreachable', confirmed: 0, of: 0 })
  expect(kims(asking('one', paula.guardian), without)).toMatchObject({ state: 'confirmed' })
})

test('a guardian is asked for own children alone, and reminded as long as something is open', () => {
  const asked = (one: Asking, id: string) => askedOf(one, hat(id))
  expect(asked(asking('all', paula.guardian), paul.guardian)).toMatchObject([
    { child: kim, open: true, reminded: true },
  ])
  expect(asked(asking('all', paula.guardian), paula.guardian)).toMatchObject([{ open: false, reminded: false }])
  expect(asked(asking('one', paula.guardian), paul.guardian)).toMatchObject([{ open: false }])
  expect(asked(asking('one'), sami.guardian)).toEqual([])
})

test('a reminder reaches who still has to confirm, and nobody else', () => {
  const reached = (one: Asking, id: string) => remindedBy(one, children)(hat(id))
  expect(reached(asking('all', paula.guardian), paul.guardian)).toBe(true)
  expect(reached(asking('all', paula.guardian), paula.guardian)).toBe(false)
  expect([reached(asking('one'), sami.guardian), reached(asking('one'), emre.educator)]).toEqual([false, false])
})
