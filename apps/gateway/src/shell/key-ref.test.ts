import { ChildId, FacilityId, PersonId } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { floorOf, monthRef, nameOf, parentOf, recordRef, wrappingNamed, wrappingNames, type AnyRef } from './key-ref.ts'

const facility = FacilityId.parse('01900000-0000-7000-8000-00000000000a')
const child = ChildId.parse('01900000-0000-4000-8000-00000000000c')
const person = PersonId.parse('01900000-0000-4000-8000-00000000000d')

test('[data at rest] the hierarchy: root over platform and facilities, platform over persons, facility over children and months', () => {
  const month = monthRef(facility, 'comments', new Date('2026-03-31T23:59:59.999Z'))
  const above = (ref: AnyRef) => parentOf(ref)
  const wraps = { kind: 'wraps', facility, child: null } as const
  expect(above({ kind: 'platform' })).toBeNull()
  expect(above({ kind: 'macs' })).toBeNull()
  expect(above(wraps)).toBeNull()
  expect(above({ kind: 'person', person })).toEqual({ kind: 'platform' })
  expect(above({ kind: 'facility', facility })).toEqual(wraps)
  expect(above({ kind: 'child', facility, child })).toEqual(wraps)
  expect(above(month)).toEqual(wraps)
  expect(above({ ...wraps, child })).toEqual(wraps)
})

test('[data at rest, N1] a wrapping key is found by its name, the lowest floor first, and no other key passes for one', () => {
  const wraps = { kind: 'wraps', facility, child } as const
  const lowestFirst: AnyRef[] = [wraps, { ...wraps, child: null }, { kind: 'platform' }]
  expect(lowestFirst.map((ref) => wrappingNames.findIndex((names) => names.test(nameOf(ref))))).toEqual([0, 1, 1])
  for (const ref of lowestFirst) expect(wrappingNamed(nameOf(ref))).toEqual(ref)
  const others: AnyRef[] = [{ kind: 'macs' }, { kind: 'child', facility, child }, { kind: 'facility', facility }]
  expect(others.some((ref) => wrappingNames.some((names) => names.test(nameOf(ref))))).toBe(false)
})

test('[data at rest, K-19] a record about a child hangs under the key of the child, and its name does not say whose it is', () => {
  const record = recordRef(facility, child, 'r')
  expect(parentOf(record)).toEqual({ kind: 'wraps', facility, child })
  expect(nameOf(record)).toBe(`record:${facility}:r`)
  expect(floorOf(record)).toBe(2)
})

test('[data at rest] a key per facility, module and month, by UTC', () => {
  const nameAt = (at: string) => nameOf(monthRef(facility, 'comments', new Date(at)))
  expect(nameAt('2026-03-01T00:00:00.000Z')).toBe(`month:${facility}:comments:2026-03`)
  expect(nameAt('2026-03-31T23:59:59.999Z')).toBe(nameAt('2026-03-01T00:00:00.000Z'))
  expect(nameAt('2026-04-01T00:00:00.000Z')).not.toBe(nameAt('2026-03-31T23:59:59.999Z'))
  expect(nameOf(monthRef(facility, 'announcements', new Date('2026-03-01T00:00:00Z')))).not.toBe(
    nameAt('2026-03-01T00:00:00Z'),
  )
})
