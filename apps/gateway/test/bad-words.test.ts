import { inProcessDoor, type InProcessDoor } from '@morgenkreis/protocol'
import type { AnnouncementId, CommentId, FacilityId, GroupId } from '@morgenkreis/protocol'
import { apfelhof, kraniche, kranichweg, sonnen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { anna, answerOf, emre, forestDay, gymBags, kranichwegClosed, olga, orFail, paula, sami } from './cast.ts'
import { expectConverges } from './phone.ts'
import { undisturbed } from './undisturbed.ts'
import { bareSocket, greeting } from './wire.ts'
import { acknowledged, announce } from './writing.ts'

const around = undisturbed()

test('[K-65] ids of another facility, of another kind and of nothing answer alike: not-found', async () => {
  const { house } = around
  const nothing = '018cc251-f4ff-7000-8000-00000000ffff'
  const theirs = kranichwegClosed
  for (const announcement of [
    theirs,
    nothing,
    forestDay.replace('f406', 'f407'),
    apfelhof,
    paula.as,
  ] as AnnouncementId[])
    for (const who of [paula, anna])
      for (const answer of [
        await house.call('announcement.read', who, { announcement }),
        await house.call('comment.list', who, { announcement }),
        await house.call('comment.publish', who, { announcement, text: 'Guten Morgen' }),
        await house.call('announcement.remove', who, { announcement }),
        await house.call('audience.preview', who, { destination: { kind: 'comment', announcement }, language: 'de' }),
        await house.call('comment.remove', who, { comment: announcement as string as CommentId }),
      ])
        expect([who.as, announcement, answerOf(answer)]).toEqual([who.as, announcement, 'not-found'])
  for (const facility of [kranichweg, nothing as FacilityId, sonnen as string as FacilityId])
    for (const answer of [
      await house.call('facility.read', anna, { facility }),
      await house.call('membership.list', anna, { facility }),
      await house.call('announcement.list', anna, { facility }),
      await house.call('announcement.publish', anna, { facility, groups: 'all', title: 'Titel', text: 'Text' }),
    ])
      expect([facility, answerOf(answer)]).toEqual([facility, 'not-found'])
  for (const groups of [[kraniche], [sonnen, kraniche], [nothing as GroupId]])
    expect(
      answerOf(
        await house.call('announcement.publish', anna, { facility: apfelhof, groups, title: 'Titel', text: 'Text' }),
      ),
    ).toBe('not-found')
  // A foreign place in a list of one's own narrows nothing and shows nothing.
  const page = orFail(await house.call('announcement.list', anna, { facility: apfelhof, before: theirs }))
  expect(page.announcements.every(({ facility }) => facility === apfelhof)).toBe(true)
})

test('[K-15] a refusal says which field was wrong, and never what stood there', async () => {
  const secret = 'Geheimnis-7f3a'
  for (const input of [
    { announcement: secret, text: secret },
    { announcement: forestDay, text: `${secret}\u0000` },
    { announcement: forestDay, text: 'x', [secret]: secret },
    { announcement: forestDay, text: 'x', acknowledgement: { preview: secret, accepted: secret } },
    { announcement: forestDay, text: 'x', acknowledgement: { preview: secret, accepted: true } },
  ]) {
    const reply = await around.house.call('comment.publish', paula, input as never)
    expect(reply.ok).toBe(false)
    expect(JSON.stringify(reply)).not.toContain(secret)
  }
  expect(around.house.logged.join('')).not.toContain(secret)
})

/** Publishes with everything that is needed, and answers what came of it. */
async function say(text: string) {
  const acknowledgement = await acknowledged(around.house, paula, { kind: 'comment', announcement: forestDay })
  return around.house.call('comment.publish', paula, { announcement: forestDay, text, acknowledgement })
}

test('[K-01] a comment of 5,000 characters, of none, of half an emoji or of control characters is invalid', async () => {
  for (const text of [
    'x'.repeat(5000),
    '🎃'.repeat(4001),
    '',
    '   ',
    '\n\n',
    '\ud83c',
    'Guten\u0000Morgen',
    '\u001b[2J',
    'Hallo\u202enegroM',
    '\r\n',
  ])
    expect([text.slice(0, 20), answerOf(await say(text))]).toEqual([text.slice(0, 20), 'invalid'])
})

test('an emoji alone, every script, both directions and markup are text, on every screen as they were written', async () => {
  const { house, phones } = around
  for (const text of [
    '🎃',
    '👩🏽‍🦱👨‍👩‍👧‍👦🏳️‍🌈',
    'صباح الخير! سنحضر الكعك معنا 🌙',
    'בוקר טוב, נביא עוגה',
    'Grüße aus Łódź, Đà Nẵng & Ürümqi',
    'a\u0301\u0308\u0323 statt ä',
    '\u200fيمين\u200e links',
    '<img src=x onerror=alert(1)> </script>',
    '{"$ne":1}',
    '${7*7} {{7*7}} %s %n \\u0041',
    `${'x'.repeat(3999)}é`,
    '🎃'.repeat(4000),
    'Zeile\n\n\tmit Abstand',
  ]) {
    const published = orFail(await say(text))
    expect(published.text).toBe(text)
    await expect.poll(() => phones.emre.screen.texts).toContain(text)
  }
  expect(phones.sami.told).toEqual([])
  const { emre: educator, paula: author, frieda } = phones
  await expectConverges({ educator, author, frieda })
  const announced = await announce(house, emre, {
    facility: apfelhof,
    groups: [sonnen],
    title: '🏮',
    text: '\u200fمرحبا',
  })
  expect(orFail(await house.call('announcement.read', paula, { announcement: announced.id }))).toEqual(announced)
  await expectConverges({ educator, author, frieda })
  await around.settle()
})

test('[K-35] the cookie of a removed member opens nothing, and what it sends is stored nowhere', async () => {
  const { house } = around
  const acknowledgement = await acknowledged(house, sami, { kind: 'comment', announcement: gymBags })
  orFail(await house.call('membership.remove', anna, { membership: sami.as }))
  await expect.poll(() => around.phones.sami.isLive).toBe(false)
  await expect.poll(() => around.phones.anna.told.length).toBeGreaterThan(0)
  await around.settle()
  const input = { announcement: gymBags, text: 'Noch da?', acknowledgement }
  expect(answerOf(await house.call('comment.publish', sami, input))).toBe('no-membership')
  expect(answerOf(await house.call('announcement.list', sami, { facility: apfelhof }))).toBe('no-membership')
  const socket = bareSocket(house, await house.headersOf(sami.person))
  expect(await greeting(socket)).toBe('no-membership')
  socket.close()
})

test('[I8] who calls far too often is told so, alone', async () => {
  const { house } = around
  const door = (globalThis as { [inProcessDoor]?: InProcessDoor })[inProcessDoor]!
  const visitor = { token: await house.tokenOf(olga.person), address: '127.0.0.1' }
  const calls = Array.from({ length: 640 }, () => door.call('room.sync', { as: null, input: { cursors: [] } }, visitor))
  const answers = (await Promise.all(calls)).map(answerOf)
  expect(new Set(answers)).toEqual(new Set(['invalid', 'rate-limited']))
  expect(answerOf(await house.call('room.list', olga, {}))).toBe('rate-limited')
  expect(answerOf(await house.call('room.list', anna, {}))).toBe('ok')
  orFail(await house.call('comment.list', emre, { announcement: forestDay }))
})
