import { named, announcements, sonnen } from '@morgenkreis/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouse, type House } from './house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const paula = { person: named.paula.person, as: named.paula.guardian }
const inSonnen = announcements.find(({ groups }) => groups !== 'all' && groups.length === 1 && groups[0] === sonnen)

test('[D-05, K-101] a comment without its acknowledgement is refused, with it stored', async () => {
  if (inSonnen === undefined) throw new Error('the world has no announcement for the Sonnengruppe')
  const input = { announcement: inSonnen.id, text: 'Wir bringen Kuchen mit.' }
  expect(await house.call('comment.publish', paula, input)).toMatchObject({
    ok: false,
    error: { code: 'acknowledgement-missing' },
  })
  const preview = await house.call('audience.preview', paula, {
    destination: { kind: 'comment', announcement: inSonnen.id },
    language: 'de',
  })
  if (!preview.ok) throw new Error(preview.error.code)
  expect(preview.data.notice.id).toBe('comment-one-group')
  const acknowledgement = { preview: preview.data.token, accepted: true as const }
  const published = await house.call('comment.publish', paula, { ...input, acknowledgement })
  expect(published).toMatchObject({ ok: true, data: { text: input.text } })
  const again = await house.call('comment.publish', paula, { ...input, acknowledgement })
  expect(again).toMatchObject({ ok: false, error: { code: 'acknowledgement-used' } })
})
