import type { Outcome } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { elsewhere, here, member, sun, wave } from '../../test/members.ts'
import { may } from '../access/may.ts'
import { judges, settles, type Judged } from './judging.ts'
import { isMuted, mutedUntil, silenced } from './silence.ts'

const roles = ['admin', 'educator', 'council', 'guardian'] as const
const moderating = [
  'report.list',
  'report.settle',
  'member.mute',
  'member.unmute',
  'thread.lock',
  'thread.unlock',
] as const
const moderator = (role: (typeof roles)[number], groups: 'all' | (typeof sun)[]) =>
  member(1, role, { groups, writes: true, rights: ['moderate'] })

test('[moderation-01, K-74, K-78, K-15] staff with the right moderates in its groups; no other right, and no role alone, does', () => {
  const circles = [{}, { circle: 'group' }, { circle: 'council' }, { circle: 'conversation', partner: 'team' }] as const
  for (const operation of moderating)
    for (const role of roles)
      for (const groups of ['all', [sun], [sun, wave], []] as const)
        for (const named of ['all', [sun], [wave], []] as const)
          for (const circle of circles)
            for (const facility of [here, elsewhere]) {
              const shares =
                named === 'all' ||
                (groups === 'all' ? named.length > 0 : named.some((one) => groups.includes(one as never)))
              const public_ = !('circle' in circle) || circle.circle === 'group'
              const staff = role === 'admin' || role === 'educator'
              const where = { facility, groups: named, ...circle }
              const who = moderator(role, groups === 'all' ? 'all' : [...groups])
              const expected = staff && shares && public_ && facility === here
              expect([operation, role, where, may(who, operation, where)]).toEqual([operation, role, where, expected])
              expect(may({ ...who, rights: ['health', 'export'] }, operation, where)).toBe(false)
            }
})

test('[moderation-01] nobody judges what they wrote, under whatever hat', () => {
  const where = { facility: here, groups: [sun] }
  const emre = moderator('educator', [sun])
  expect(judges(emre, where, member(2, 'guardian'))).toBe(true)
  expect(judges(emre, where, undefined)).toBe(true)
  expect(judges(emre, where, emre)).toBe(false)
  expect(judges(emre, where, { ...member(3, 'guardian'), person: emre.person })).toBe(false)
  expect(judges({ ...emre, rights: [] }, where, member(2, 'guardian'))).toBe(false)
})

test('[moderation-02] hidden can be shown again or removed; nothing is settled the same way twice', () => {
  const outcomes: Outcome[] = ['kept', 'hidden', 'removed']
  const states: Judged[] = ['open', ...outcomes]
  const answers = Object.fromEntries(states.map((now) => [now, outcomes.filter((one) => settles(now, one) === null)]))
  expect(answers).toEqual({
    open: ['kept', 'hidden', 'removed'],
    kept: ['hidden', 'removed'],
    hidden: ['kept', 'removed'],
    removed: [],
  })
})

test('[moderation-03] somebody is muted from now on, for thirty days at most, to the millisecond, over a change of clocks', () => {
  const now = new Date('2026-03-20T12:00:00.000Z')
  const after = (ms: number) => mutedUntil(new Date(now.getTime() + ms).toISOString(), now)
  const thirtyDays = 30 * 24 * 60 * 60 * 1000
  expect([after(-1), after(0), after(thirtyDays + 1)]).toEqual(Array(3).fill('mute-out-of-range'))
  expect(after(1)).toEqual(new Date(now.getTime() + 1))
  expect(after(thirtyDays)).toEqual(new Date('2026-04-19T12:00:00.000Z'))
  const until = { mutedUntil: new Date(now.getTime() + 1) }
  expect([isMuted(until, now), isMuted(until, until.mutedUntil), isMuted({}, now)]).toEqual([true, false, false])
})

test('[moderation-03, moderation-04] muted or locked, nothing is said in public; conversations with staff stay open', () => {
  const now = new Date('2026-03-20T12:00:00.000Z')
  const muted = { mutedUntil: new Date('2026-03-21T12:00:00.000Z') }
  const answers = ([undefined, 'group', 'council', 'conversation'] as const).map((circle) =>
    [muted, {}].flatMap((who) => [true, false].map((locked) => silenced(who, { circle, locked }, now) ?? 'ok')),
  )
  const inPublic = ['locked', 'muted', 'locked', 'ok']
  expect(answers).toEqual([inPublic, inPublic, inPublic, ['ok', 'ok', 'ok', 'ok']])
})
