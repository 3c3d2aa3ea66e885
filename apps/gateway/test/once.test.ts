import { randomUUID } from 'node:crypto'
import { apfelhof, sonnen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { anna, answerOf, emre, forestDay, orFail, paula, paul } from './cast.ts'
import { expectConverges, Phone } from './phone.ts'
import { housePhoned } from './standing-house.ts'
import { acknowledged } from './writing.ts'

const { house, phones } = await housePhoned({ emre, paul })

const under = { kind: 'comment', announcement: forestDay } as const
const draft = async (text: string) => ({
  announcement: forestDay,
  text,
  acknowledgement: await acknowledged(house, paula, under),
})
/** How often something was stored, written into the journal, and shown by Paul's phone. */
async function times(text: string, request: string) {
  await expectConverges(phones)
  const { journal } = house.ground.journal
  return {
    journal: await journal.model.countDocuments({ 'request.id': request }),
    told: phones.paul.told.filter(({ event }) => event.data && 'text' in event.data && event.data.text === text).length,
    shown: phones.paul.screen.texts.filter((shown) => shown === text).length,
  }
}
const once = { journal: 1, told: 1, shown: 1 }

test('[I3] sending twice is sending once, with the same reply', async () => {
  const [request, input] = [randomUUID(), await draft('Nur einmal, bitte.')]
  const first = orFail(await house.call('comment.publish', paula, input, request))
  house.clock.advance(5000)
  expect(await house.call('comment.publish', paula, input, request)).toEqual({ ok: true, data: first })
  expect(await times(input.text, request)).toEqual(once)
})

test('[I3] two tabs that send the same at once send it once', async () => {
  const [request, input] = [randomUUID(), await draft('Aus zwei Fenstern.')]
  const tabs = await Promise.all([Phone.of(house, paula), Phone.of(house, paula)])
  const replies = await Promise.all([
    ...tabs.map((tab) => tab.call('comment.publish', paula.as, input, request)),
    house.call('comment.publish', paula, input, request),
    house.call('comment.publish', paula, input, request),
  ])
  expect(replies.map(answerOf)).toEqual(['ok', 'ok', 'ok', 'ok'])
  expect(new Set(replies.map((reply) => JSON.stringify(orFail(reply)))).size).toBe(1)
  for (const tab of tabs) tab.leave()
  expect(await times(input.text, request)).toEqual(once)
})

test('[I3] the order of fields makes no other request', async () => {
  const [request, { announcement, text, acknowledgement }] = [randomUUID(), await draft('Wie herum auch immer.')]
  const first = await house.call('comment.publish', paula, { announcement, text, acknowledgement }, request)
  const second = await house.call('comment.publish', paula, { text, acknowledgement, announcement }, request)
  expect(second).toEqual(first)
  expect(await times(text, request)).toEqual(once)
})

test('[I3] a request id is of one content: with another it is refused, whatever else is wrong with it', async () => {
  const [request, input] = [randomUUID(), await draft('Der erste Inhalt.')]
  orFail(await house.call('comment.publish', paula, input, request))
  const other = await draft('Ein anderer Inhalt.')
  expect(answerOf(await house.call('comment.publish', paula, other, request))).toBe('id-reused')
  expect(answerOf(await house.call('comment.publish', paula, { announcement: forestDay, text: 'x' }, request))).toBe(
    'id-reused',
  )
  const { comments } = orFail(await house.call('comment.list', paula, { announcement: forestDay }))
  const { id } = comments.find((one) => 'text' in one && one.text === input.text)!
  expect(answerOf(await house.call('comment.remove', paula, { comment: id }, request))).toBe('id-reused')
  expect(await times(input.text, request)).toEqual(once)
  expect(await times(other.text, request)).toMatchObject({ told: 0, shown: 0 })
})

test('[I3] a request id is of one author: another may use the same', async () => {
  const request = randomUUID()
  const input = await draft('Von Paula.')
  orFail(await house.call('comment.publish', paula, input, request))
  const acknowledgement = await acknowledged(house, paul, under)
  orFail(
    await house.call('comment.publish', paul, { announcement: forestDay, text: 'Von Paul.', acknowledgement }, request),
  )
  expect(await times('Von Paul.', request)).toEqual({ journal: 2, told: 1, shown: 1 })
})

test('[I3] what was sent and then removed answers gone, and stays so', async () => {
  const [request, input] = [randomUUID(), await draft('Gesendet und entfernt.')]
  const { id } = orFail(await house.call('comment.publish', paula, input, request))
  const removal = randomUUID()
  const line = orFail(await house.call('comment.remove', anna, { comment: id }, removal))
  expect(answerOf(await house.call('comment.publish', paula, input, request))).toBe('gone')
  expect(await house.call('comment.remove', anna, { comment: id }, removal)).toEqual({ ok: true, data: line })
  expect(await times(input.text, request)).toEqual({ journal: 1, told: 1, shown: 0 })
})

test('[I3] an announcement is sent once, removed once, and gone once', async () => {
  const [request, removal] = [randomUUID(), randomUUID()]
  const where = { facility: apfelhof, groups: [sonnen] }
  const acknowledgement = await acknowledged(house, emre, { kind: 'announcement', ...where })
  const input = { ...where, title: 'Einmal', text: 'Einmal veröffentlicht.', acknowledgement }
  const published = orFail(await house.call('announcement.publish', emre, input, request))
  expect(await house.call('announcement.publish', emre, input, request)).toEqual({ ok: true, data: published })
  const gone = orFail(await house.call('announcement.remove', emre, { announcement: published.id }, removal))
  expect(await house.call('announcement.remove', emre, { announcement: published.id }, removal)).toEqual({
    ok: true,
    data: gone,
  })
  expect(answerOf(await house.call('announcement.publish', emre, input, request))).toBe('gone')
})

test('[I3] refusals are not remembered: the same request may succeed later', async () => {
  const [request, input] = [randomUUID(), await draft('Zweiter Anlauf.')]
  const bare = { announcement: forestDay, text: input.text }
  expect(answerOf(await house.call('comment.publish', paula, bare, request))).toBe('acknowledgement-missing')
  expect(answerOf(await house.call('comment.publish', paula, input, request))).toBe('ok')
  expect(await times(input.text, request)).toEqual(once)
})

test('[I3] what changes something without a request id is refused', async () => {
  const response = await fetch(`${house.gateway.origin}/api/comment.publish`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await house.headersOf(paula.person)) },
    body: JSON.stringify({ as: paula.as, input: await draft('Ohne Nummer.') }),
  })
  expect(await response.json()).toMatchObject({ ok: false, error: { code: 'invalid', at: 'request' } })
})
