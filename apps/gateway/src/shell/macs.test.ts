import { createSecretKey } from 'node:crypto'
import { FacilityId, publishComment } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { createMacs, normaliseEmail, tokenHash } from './macs.ts'

const macs = createMacs(createSecretKey(Buffer.alloc(32, 7)))
const sonnenhof = FacilityId.parse('01900000-0000-7000-8000-00000000000a')
const lindenhof = FacilityId.parse('01900000-0000-7000-8000-00000000000b')

test('[data at rest] the hash of an address is the same after a restart: stored ones stay findable', () => {
  const again = createMacs(createSecretKey(Buffer.alloc(32, 7)))
  expect(again.emailMac('anna@demo.example')).toBe(macs.emailMac('anna@demo.example'))
  // HKDF and HMAC computed with Python's hmac
  expect(macs.emailMac('anna@demo.example')).toBe('JXwYSGyzXBlc2qpW0OPkPC_9j1T4smSsCxvB5tgSXHI')
})

test('[data at rest] without the secret nobody can compute it: another secret, another hash', () => {
  const elsewhere = createMacs(createSecretKey(Buffer.alloc(32, 8)))
  expect(elsewhere.emailMac('anna@demo.example')).not.toBe(macs.emailMac('anna@demo.example'))
})

test('[data at rest] each purpose has a key of its own: one text, different hashes', () => {
  const of = [macs.emailMac('x'), macs.previewMac('x')]
  expect(new Set(of).size).toBe(2)
})

test.each([
  ['Anna@Demo.Example', 'anna@demo.example'],
  ['  anna@demo.example ', 'anna@demo.example'],
  ['ＡＮＮＡ@demo.example', 'anna@demo.example'],
])('[data at rest] an address has one normal form (%s)', (typed, normal) => {
  expect(normaliseEmail(typed)).toBe(normal)
})

test.each([
  ['Emre Demir', 'emre demir'],
  ['Emre Demir', '  Emre \t  Demir '],
  ['Emre Demir', 'Emre\u00a0Demir'],
  ['Strauß', 'STRAUSS'],
  ['Müller', 'Mu\u0308ller'],
  ['Anna', 'An\u200bna'],
  ['Anna', 'Ａｎｎａ'],
  ['ΣΟΦΟΣ', 'σοφος'],
])('[data at rest] a display name is one, however it is spelled: %s, %s', (one, other) => {
  expect(macs.nameMac(sonnenhof, one)).toBe(macs.nameMac(sonnenhof, other))
})

test('[data at rest] other names, and the same name in another facility, are others', () => {
  expect(macs.nameMac(sonnenhof, 'Emre D')).not.toBe(macs.nameMac(sonnenhof, 'Emre B'))
  expect(macs.nameMac(sonnenhof, 'Emre D')).not.toBe(macs.nameMac(sonnenhof, 'EmreD'))
  expect(macs.nameMac(sonnenhof, 'Emre')).not.toBe(macs.nameMac(lindenhof, 'Emre'))
})

test('[sending twice] the order in which fields were sent does not count, their content does', () => {
  const mac = macs.inputMac('comment.publish', { text: 'ja', to: { a: [1, 2], b: null } })
  const parsed = (json: string) => publishComment.input.parse(JSON.parse(json))
  const announcement = '01900000-0000-7000-8000-00000000000a'
  expect(macs.inputMac('comment.publish', parsed(`{"text":"ja","announcement":"${announcement}"}`))).toBe(
    macs.inputMac('comment.publish', parsed(`{"announcement":"${announcement}","text":"ja"}`)),
  )
  expect(macs.inputMac('comment.publish', { text: 'ja', to: { a: [2, 1], b: null } })).not.toBe(mac)
  expect(macs.inputMac('comment.publish', { text: 'ja.', to: { a: [1, 2], b: null } })).not.toBe(mac)
})

test('[sending twice] the same input of another operation is something else', () => {
  expect(macs.inputMac('comment.publish', {})).not.toBe(macs.inputMac('comment.remove', {}))
})

test('[identity] of a session token only its hash is stored', () => {
  // The SHA-256 of "abc" as FIPS 180-2 gives it.
  const known = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect(tokenHash('abc')).toBe(Buffer.from(known, 'hex').toString('base64url'))
})
