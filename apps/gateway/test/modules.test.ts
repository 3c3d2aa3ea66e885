import type { FacilityId, Module } from '@morgenkreis/protocol'
import { apfelhof, sonnen } from '@morgenkreis/world'
import { expect, test, vi } from 'vitest'
import { answerOf, emre, forestDay, orFail, paula } from './cast.ts'
import { standingHouse } from './standing-house.ts'
import { comment } from './writing.ts'

const house = await standingHouse()

/** As an admin will do it: the modules of a facility, and with them its decisions, move. */
async function switchTo(facility: FacilityId, modules: Module[]): Promise<void> {
  const { roster, journal } = house.ground
  await roster.facilities.native.updateOne({ _id: facility }, { $set: { modules } })
  await journal.heads.native.updateOne({ _id: `facility:${facility}` }, { $inc: { decisions: 1 } })
  await vi.waitFor(
    async () => expect(orFail(await house.call('facility.read', paula, { facility })).modules).toEqual(modules),
    { timeout: 10_000 },
  )
}

/** Everything that one may do with announcements and comments here. */
async function answers(said: Awaited<ReturnType<typeof comment>>['id']) {
  const under = { announcement: forestDay }
  const draft = { facility: apfelhof, groups: [sonnen], title: 'Hinweis', text: 'Morgen.' }
  const toComment = { destination: { kind: 'comment', ...under }, language: 'de' } as const
  const toAnnounce = {
    destination: { kind: 'announcement' as const, facility: apfelhof, groups: [sonnen] },
    language: 'de' as const,
  }
  return {
    'announcement.list': answerOf(await house.call('announcement.list', paula, { facility: apfelhof })),
    'announcement.read': answerOf(await house.call('announcement.read', paula, under)),
    'announcement.publish': answerOf(await house.call('announcement.publish', emre, draft)),
    'preview of an announcement': answerOf(await house.call('audience.preview', emre, toAnnounce)),
    'comment.list': answerOf(await house.call('comment.list', paula, under)),
    'comment.publish': answerOf(await house.call('comment.publish', paula, { ...under, text: 'Wir kommen.' })),
    'comment.remove': answerOf(await house.call('comment.remove', emre, { comment: said })),
    'preview of a comment': answerOf(await house.call('audience.preview', paula, toComment)),
  }
}

test('[K-02] what is off answers module-off, and so does what stands on it', async () => {
  const { id } = await comment(house, paula, forestDay, 'Wir nehmen Äpfel mit.')
  await switchTo(apfelhof, ['announcements'])
  expect(await answers(id)).toEqual({
    'announcement.list': 'ok',
    'announcement.read': 'ok',
    'announcement.publish': 'acknowledgement-missing',
    'preview of an announcement': 'ok',
    'comment.list': 'module-off',
    'comment.publish': 'module-off',
    'comment.remove': 'module-off',
    'preview of a comment': 'module-off',
  })
  await switchTo(apfelhof, ['comments'])
  const answered = await answers(id)
  expect(new Set(Object.values(answered))).toEqual(new Set(['module-off']))
  await switchTo(apfelhof, ['announcements', 'comments'])
  expect(await answers(id)).toMatchObject({ 'comment.list': 'ok', 'comment.remove': 'ok' })
})
