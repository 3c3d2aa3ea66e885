import { inspect } from 'node:util'
import { ChildId, FacilityId, PersonId } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { keysOf, toSeal } from './seal.ts'

const facility = FacilityId.parse('01900000-0000-7000-8000-00000000000a')
const child = ChildId.parse('01900000-0000-4000-8000-00000000000c')
const person = PersonId.parse('01900000-0000-4000-8000-00000000000d')

test('[data at rest] a text on its way into a field shows in no log and no JSON', () => {
  const doc = { _id: 'x', text: toSeal({ kind: 'person', person }, 'Kanarienvogel') }
  expect(JSON.stringify(doc)).not.toContain('Kanarienvogel')
  expect(inspect(doc, { depth: 9, showHidden: true })).not.toContain('Kanarienvogel')
  expect(doc.text.text).toBe('Kanarienvogel')
})

test('[data at rest] the keys of a document are those of its fields to seal, and of no others', () => {
  const doc = {
    _id: 'x',
    name: toSeal({ kind: 'person', person }, 'a'),
    label: null,
    v: 1,
    note: toSeal({ kind: 'child', facility, child }, 'b'),
  }
  expect(keysOf(doc)).toEqual([
    { kind: 'person', person },
    { kind: 'child', facility, child },
  ])
})
