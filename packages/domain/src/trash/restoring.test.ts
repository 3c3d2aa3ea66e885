import { expect, test } from 'vitest'
import { here, member, membershipId, sun, wave } from '../../test/members.ts'
import { mayRestore } from './restoring.ts'

const admin = member(1, 'admin', { groups: 'all', writes: true })
const writer = member(2, 'educator', { groups: [sun], writes: true })
const reader = member(3, 'educator', { groups: [sun] })
const guardian = member(4, 'guardian', { groups: [sun] })
const other = member(5, 'guardian', { groups: [sun] })
const elsewhere = member(6, 'educator', { groups: [wave], writes: true })
const moderator = member(7, 'educator', { groups: [sun], rights: ['moderate'] })
const all = [moderator, admin, writer, reader, guardian, other, elsewhere]

const by = (author = guardian.id) => ({ facility: here, groups: [sun], author })
const who = (place: ReturnType<typeof by>, gone: 'withdrawn' | 'removed') =>
  all.filter((one) => mayRestore(one, 'comment.restore', place, gone)).map(({ id }) => id)

test('[K-77, K-78] what its author withdrew only the author takes back, not even an admin', () => {
  expect(who(by(), 'withdrawn')).toEqual([guardian.id])
  expect(who(by(writer.id), 'withdrawn')).toEqual([writer.id])
  expect(who(by(membershipId(9)), 'withdrawn')).toEqual([])
})

test('[K-77, K-78] what somebody else removed is restored by those who may remove there, never by its author for having written it', () => {
  expect(who(by(), 'removed')).toEqual([moderator.id, admin.id, writer.id])
  expect(who(by(reader.id), 'removed')).toEqual([moderator.id, admin.id, writer.id])
  expect(who(by(writer.id), 'removed')).toEqual([moderator.id, admin.id, writer.id])
})
