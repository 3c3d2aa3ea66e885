import { notices, type PreviewId } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { membershipId, sun, wave } from '../../test/members.ts'
import { acknowledge, type Given, type Wanted } from './gate.ts'
import { noticeOfComment, noticeVersion } from './notice.ts'

const now = new Date('2026-11-25T07:30:00Z')
const later = (ms: number) => new Date(now.getTime() + ms)
const hours = 60 * 60 * 1000

const wanted: Wanted = {
  by: membershipId(1),
  destination: 'under the lantern announcement',
  notice: 'comment-one-group',
  audience: { families: 20, staff: 4, version: 5 },
}
const given: Given = {
  preview: '00000000-0001-7000-8000-000000000001' as PreviewId,
  by: wanted.by,
  destination: wanted.destination,
  notice: { id: 'comment-one-group', version: noticeVersion('comment-one-group'), hash: 'h', language: 'de' },
  audience: wanted.audience,
  at: now,
}
const draft = { text: 'Wir bringen Kürbissuppe.' }
const pass = (change: Partial<Given> = {}, want: Partial<Wanted> = {}, at = now) =>
  acknowledge(draft, { ...wanted, ...want }, { ...given, ...change }, at)

test('[D-05, K-101] without an acknowledgement nothing passes', () => {
  expect(acknowledge(draft, wanted, null, now)).toBe('acknowledgement-missing')
})

test('[D-05] an acknowledgement that is not of this author, for this place, is none', () => {
  expect(acknowledge(draft, wanted, 'unknown', now)).toBe('acknowledgement-stale')
  expect(pass({ by: membershipId(2) })).toBe('acknowledgement-stale')
  expect(pass({ destination: 'under another announcement' })).toBe('acknowledgement-stale')
})

test('[D-05, K-104] only the sentence that stands now, for this number of groups, counts', () => {
  const { version } = given.notice
  expect(pass({ notice: { ...given.notice, version: version + 1 } })).toBe('acknowledgement-stale')
  expect(pass({ notice: { ...given.notice, version: version - 1 } })).toBe('acknowledgement-stale')
  expect(pass({ notice: { ...given.notice, id: 'comment-several-groups' } })).toBe('acknowledgement-stale')
  expect(pass({}, { notice: 'announcement' })).toBe('acknowledgement-stale')
})

test('[D-05] it counts for twenty-four hours, and not before it was given but for what clocks differ by', () => {
  expect(pass({}, {}, later(24 * hours))).toHaveProperty('proof')
  expect(pass({}, {}, later(24 * hours + 1))).toBe('acknowledgement-stale')
  expect(pass({}, {}, later(-60_000))).toHaveProperty('proof')
  expect(pass({}, {}, later(-60_001))).toBe('acknowledgement-stale')
})

test('[N3] somebody who was added since makes it another audience; somebody who left does not', () => {
  expect(pass({}, { audience: { families: 21, staff: 4, version: 6 } })).toBe('audience-changed')
  expect(pass({}, { audience: { families: 19, staff: 4, version: 5 } })).toHaveProperty('proof')
})

test('[D-05] what passes carries the proof, word for word what was acknowledged', () => {
  expect(pass()).toEqual({
    ...draft,
    proof: {
      preview: given.preview,
      notice: 'comment-one-group',
      version: given.notice.version,
      hash: 'h',
      language: 'de',
      families: 20,
      staff: 4,
      audience: 5,
    },
  })
})

test('[K-104] the sentence names the groups where more than one hears', () => {
  expect(noticeOfComment([sun])).toBe('comment-one-group')
  expect(noticeOfComment([sun, wave])).toBe('comment-several-groups')
  expect(noticeOfComment('all')).toBe('comment-several-groups')
})

test('[K-104] the sentences are those of the requirements, word for word', () => {
  expect(notices['comment-one-group'].de).toBe(
    'Ich bin mir bewusst, dass mein Kommentar für alle Gruppenmitglieder sichtbar ist.',
  )
  expect(notices['comment-several-groups'].de).toBe(
    'Ich bin mir bewusst, dass mein Kommentar für alle Mitglieder der genannten Gruppen sichtbar ist.',
  )
  expect(notices.chat.de).toBe(
    'Ich bin mir bewusst, dass meine Nachrichten für alle Mitglieder dieses Chats sichtbar sind.',
  )
  expect(notices.announcement.de).toBe(
    'Ich bin mir bewusst, dass diese Mitteilung für alle genannten Empfänger sichtbar ist.',
  )
})
