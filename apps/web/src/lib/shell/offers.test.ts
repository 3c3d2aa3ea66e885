import { expect, test } from 'vitest'
import type { OwnMembership } from '@morgenkreis/protocol'
import { igel, memberships, named, sonnen } from '@morgenkreis/world'
import { offers, removalOf, type Acting } from './offers.ts'

function acting(id: OwnMembership['id'], groups?: OwnMembership['groups']): Acting {
  const found = memberships.find((each) => each.id === id)
  if (found === undefined) throw new Error('nobody of that id')
  const { person, facility, role, writes } = found
  return {
    person,
    membership: {
      id,
      facility,
      role,
      name: '',
      groups: groups ?? found.groups,
      writes,
      rights: [],
      mutedUntil: null,
      children: [],
    },
  }
}

const emre = acting(named.emre.educator)
const frieda = acting(named.frieda.educator)
const paula = acting(named.paula.guardian, [sonnen])

test('[K-31] who has no write right is offered nothing to write', () => {
  expect(offers(emre, 'comment.publish', { groups: [sonnen] })).toBe(true)
  expect(offers(frieda, 'comment.publish', { groups: [sonnen] })).toBe(false)
})

test('[K-36] guardians are offered to comment where their children are', () => {
  expect(offers(paula, 'comment.publish', { groups: [sonnen] })).toBe(true)
  expect(offers(paula, 'comment.publish', { groups: [igel] })).toBe(false)
})

test('[K-81] one withdraws what one wrote; staff remove what others wrote', () => {
  const mine = { groups: [sonnen], author: paula.membership.id }
  expect(removalOf(paula, 'comment.remove', mine)).toBe('withdraw')
  expect(removalOf(emre, 'comment.remove', mine)).toBe('remove')
  expect(removalOf(frieda, 'comment.remove', mine)).toBeUndefined()
  expect(removalOf(paula, 'comment.remove', { ...mine, author: emre.membership.id })).toBeUndefined()
})
