import type { CommentId, FacilityId, Module } from '@morgenkreis/protocol'
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
async function answers() {
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
    'preview of a comment': answerOf(await house.call('audience.preview', paula, toComment)),
  }
}

test('[K-02] what is off answers module-off, and so does what stands on it', async () => {
  const first = await comment(house, paula, forestDay, 'Wir nehmen Äpfel mit.')
  const second = await comment(house, paula, forestDay, 'Und Birnen.')
  const remove = async (comment: CommentId) => answerOf(await house.call('comment.remove', paula, { comment }))
  await switchTo(apfelhof, ['announcements'])
  expect(await answers()).toEqual({
    'announcement.list': 'ok',
    'announcement.read': 'ok',
    'announcement.publish': 'acknowledgement-missing',
    'preview of an announcement': 'ok',
    'comment.list': 'module-off',
    'comment.publish': 'module-off',
    'preview of a comment': 'module-off',
  })
  // Deletion goes on.
  expect(await remove(first.id)).toBe('ok')
  await switchTo(apfelhof, ['comments'])
  const answered = await answers()
  expect(new Set(Object.values(answered))).toEqual(new Set(['module-off']))
  expect(await remove(second.id)).toBe('ok')
  await switchTo(apfelhof, ['announcements', 'comments'])
  expect(await answers()).toMatchObject({ 'comment.list': 'ok', 'announcement.read': 'ok' })
  const { comments } = orFail(await house.call('comment.list', paula, { announcement: forestDay }))
  const left = comments.filter(({ id }) => id === first.id || id === second.id)
  expect(left).toMatchObject([{ gone: 'withdrawn' }, { gone: 'withdrawn' }])
})
