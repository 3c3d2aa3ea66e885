import { children, memberships, named } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { Bytes } from '../bytes.ts'
import { newcomers } from '../children-here.ts'
import { marked } from '../marks.ts'
import { judgeBytes } from './judge-bytes.ts'

const player = (name: string, person: string) => ({ name, hats: memberships.filter((one) => one.person === person) })
const paula = player('Paula', named.paula.person)
const emre = player('Emre', named.emre.person)
const ill = '3f0c2f6e-6f0a-4c1e-9d0a-1b2c3d4e5f60'
const permitted = {
  allowed: new Map([
    [1, new Set(['Paula'])],
    [2, new Set(['Sami'])],
    [3, new Set(['Paula', 'Emre'])],
  ]),
  goneAt: new Map([[1, 10_000]]),
  closedAt: new Map([['Paula 3', 10_000]]),
  illnesses: new Map([[ill, new Set(['Emre'])]]),
}
const found = (who: typeof paula, text: string, at = 0) => {
  const bytes = new Bytes()
  bytes.see(JSON.stringify({ text }), at)
  return judgeBytes(who, bytes, permitted).map(({ kind, what }) => [kind, what])
}

test('[K-37] a text stands in the bytes of those it is for', () => {
  expect(found(paula, marked('Husten', 1))).toEqual([])
  expect(found(paula, marked('Husten', 2))).toEqual([['overheard', 'the bytes of text #2']])
})

test('[D-08] a removed text comes no more, but for what was under way', () => {
  expect(found(paula, marked('Husten', 1), 14_000)).toEqual([])
  expect(found(paula, marked('Husten', 1), 16_000)).toEqual([['overheard', 'text #1 after it was gone']])
})

test('[K-36] who belongs no more to where a text stands receives it no more; others do', () => {
  expect(found(paula, marked('Husten', 3), 14_000)).toEqual([])
  expect(found(paula, marked('Husten', 3), 16_000)).toEqual([['overheard', 'text #3, read no more']])
  expect(found(emre, marked('Husten', 3), 16_000)).toEqual([])
})

test('[K-38] the name of a child reaches staff of its Kita, and no guardian, not even the own', () => {
  const [kim] = children
  expect(found(emre, `Wo ist ${kim!.name}?`)).toEqual([])
  expect(found(paula, `Wo ist ${kim!.name}?`)).toEqual([['overheard', `the name ${kim!.name}`]])
  const [joined] = newcomers
  expect(found(emre, joined)).toEqual([])
  expect(found(paula, joined)).toEqual([['overheard', `the name ${joined}`]])
})

test('[K-39] not even that there is a sick note', () => {
  expect(found(emre, ill)).toEqual([])
  expect(found(paula, ill)).toEqual([['overheard', `that there is a sick note ${ill}`]])
})
