import type { ThreadId } from '@morgenkreis/protocol'
import { apfelhof, sonnen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { anna, answerOf, clara, claraOfCouncil, emre, forestDay, orFail, paula, sami } from './cast.ts'
import type { Caller } from './house.ts'
import { Phone } from './phone.ts'
import { standingHouse } from './standing-house.ts'
import { say } from './talking.ts'
import { announce, comment, schedule } from './writing.ts'

const house = await standingHouse()

const sun = sonnen as string as ThreadId
const own = async (who: Caller) =>
  orFail(await house.call('account.read-own', { person: who.person, as: null }, {})).messages
const ownIds = async (who: Caller) => (await own(who)).map(({ id }) => id)

test('[K-81] what somebody cannot read any more is still the own to delete, and nobody else’s', async () => {
  const guardians = [{ membership: sami.as, custody: true, apart: false }]
  const joining = { facility: apfelhof, group: sonnen, sign: 'kite', name: 'Ein Kind mehr', guardians } as const
  const child = orFail(await house.call('child.join', anna, joining)).id
  const commented = (await comment(house, sami, forestDay, 'Wir kommen mit.')).id
  const others = (await comment(house, paula, forestDay, 'Wir auch.')).id
  const message = (await say(house, sami, { thread: sun, text: 'Bis morgen!' })).id
  orFail(await house.call('child.leave', anna, { child }))
  expect(answerOf(await house.call('comment.list', sami, { announcement: forestDay }))).toBe('not-found')
  expect(answerOf(await house.call('message.list', sami, { thread: sun }))).toBe('not-found')
  expect(await ownIds(sami)).toEqual(expect.arrayContaining([commented, message]))
  expect(answerOf(await house.call('comment.remove', sami, { comment: others }))).toBe('not-found')
  const emres = await Phone.of(house, emre)
  orFail(await house.call('comment.remove', sami, { comment: commented }))
  orFail(await house.call('message.remove', sami, { message }))
  const shown = async () => JSON.stringify((await emres.readAfresh()).threads)
  await expect.poll(shown).not.toContain('Wir kommen mit.')
  const { messages } = orFail(await house.call('message.list', emre, { thread: sun }))
  expect(messages.find(({ id }) => id === message)).toMatchObject({ gone: 'withdrawn' })
  expect(await ownIds(sami)).not.toEqual(expect.arrayContaining([commented]))
  emres.leave()
})

test('[K-81] what waits for its time stands among it, and is cancelled', async () => {
  const publishAt = new Date(house.clock.now().getTime() + 24 * 60 * 60 * 1000).toISOString()
  const { id } = await schedule(house, emre, { facility: apfelhof, groups: [sonnen], publishAt, title: 'Erst morgen' })
  expect((await own(emre))[0]).toMatchObject({ kind: 'announcement', id, excerpt: 'Erst morgen', waits: true })
  expect((await own(emre)).filter(({ waits }) => waits)).toHaveLength(1)
  orFail(await house.call('announcement.cancel', emre, { announcement: id }))
  expect(await ownIds(emre)).not.toContain(id)
  const { items } = orFail(await house.call('trash.list', emre, { facility: apfelhof }))
  expect(items.map((one) => one.id)).not.toContain(id)
})

test('[K-81, K-63] under a hat that was taken one takes back what was written under it, and does nothing else', async () => {
  const { id: announcement } = await announce(house, claraOfCouncil, { facility: apfelhof, groups: 'all' })
  const asMother = (await comment(house, clara, forestDay, 'Als Mutter.')).id
  const byEmre = await announce(house, emre, { facility: apfelhof, groups: [sonnen] })
  orFail(await house.call('membership.remove', anna, { membership: claraOfCouncil.as }))
  expect((await own(clara)).find(({ id }) => id === announcement)).toMatchObject({ membership: claraOfCouncil.as })
  const remove = (id: typeof announcement, request?: string) =>
    house.call('announcement.remove', claraOfCouncil, { announcement: id }, request)
  expect(answerOf(await remove(byEmre.id))).toBe('no-membership')
  expect(answerOf(await remove('018cc251-f404-7000-8000-00000000c0ff' as never))).toBe('no-membership')
  expect(answerOf(await house.call('comment.remove', claraOfCouncil, { comment: asMother }))).toBe('no-membership')
  expect(answerOf(await house.call('announcement.read', claraOfCouncil, { announcement }))).toBe('no-membership')
  expect(answerOf(await house.call('announcement.remove', { ...sami, as: claraOfCouncil.as }, { announcement }))).toBe(
    'no-membership',
  )
  const request = crypto.randomUUID()
  for (let n = 0; n < 2; n += 1)
    expect(orFail(await remove(announcement, request))).toMatchObject({ gone: 'withdrawn' })
  expect(await ownIds(clara)).not.toContain(announcement)
  expect(answerOf(await house.call('announcement.restore', claraOfCouncil, { announcement }))).toBe('no-membership')
})
