import type { ChildId } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { member, sun, wave } from '../../test/members.ts'
import { endingWith, leavingOf, partingOf } from './leaving.ts'

const kim = '00000000-0005-7000-8000-000000000001' as ChildId
const mia = '00000000-0005-7000-8000-000000000002' as ChildId

const paula = member(1, 'guardian', { groups: [sun], children: [kim] })
const paul = member(2, 'guardian', { groups: [sun, wave], children: [kim, mia] })
const sami = member(3, 'guardian', { groups: [wave], children: [mia] })
const emre = member(4, 'educator', { groups: [sun] })
const paulaOfCouncil = { ...member(5, 'council', { groups: 'all' }), person: paula.person }
const paulOfCouncil = { ...member(6, 'council', { groups: 'all' }), person: paul.person }
const all = [paula, paul, sami, emre, paulaOfCouncil, paulOfCouncil]

test('[K-63] a child leaves: who has another child here loses this one alone, who has none belongs here no more', () => {
  expect(leavingOf(kim, all)).toEqual({ untied: [paul.id], ended: [paula.id, paulaOfCouncil.id] })
  expect(leavingOf(mia, all)).toEqual({ untied: [paul.id], ended: [sami.id] })
})

test('[K-62, K-63] who is taken from a child alone loses what leaving would take; its other guardians lose nothing', () => {
  expect(partingOf(kim, [paul.id], all)).toEqual({ untied: [paul.id], ended: [] })
  expect(partingOf(kim, [paula.id], all)).toEqual({ untied: [], ended: [paula.id, paulaOfCouncil.id] })
  expect(partingOf(kim, [], all)).toEqual({ untied: [], ended: [] })
})

test('[K-63] a child that nobody is linked to leaves alone', () => {
  expect(leavingOf('00000000-0005-7000-8000-000000000009' as ChildId, all)).toEqual({ untied: [], ended: [] })
})

test('[K-63] whose last guardian hat ends sits on no council here; another hat of another person stays', () => {
  expect(endingWith(paula, all)).toEqual([paula.id, paulaOfCouncil.id])
  expect(endingWith(paulaOfCouncil, all)).toEqual([paulaOfCouncil.id])
  expect(endingWith(emre, all)).toEqual([emre.id])
  const again = { ...member(7, 'guardian', { groups: [wave], children: [mia] }), person: paula.person }
  expect(endingWith(paula, [...all, again])).toEqual([paula.id])
})
