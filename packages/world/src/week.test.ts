import { announcements, children, comments, facilities, memberships, people } from './index.ts'
import type { Moment, WorldMembership } from './index.ts'
import {
  AnnouncementId,
  AnnouncementText,
  AnnouncementTitle,
  CommentId,
  CommentText,
  type GroupId,
  Groups,
  type MembershipId,
} from '@morgenkreis/protocol'
import { expect, test } from 'vitest'

const texts = [...announcements.flatMap(({ title, text }) => [title, text]), ...comments.map(({ text }) => text)]
const published = [...announcements, ...comments]

function author(id: MembershipId): WorldMembership {
  const found = memberships.find((one) => one.id === id)
  if (!found) throw new Error(`No membership ${id}`)
  return found
}

const writesIn = ({ role, groups, writes }: WorldMembership, place: Groups) =>
  role === 'admin' ||
  (writes && (groups === 'all' || (place !== 'all' && place.every((group) => groups.includes(group)))))

const groupsOfChildren = ({ children: ties }: WorldMembership): GroupId[] =>
  ties.flatMap(({ child }) => children.filter(({ id }) => id === child).map(({ group }) => group))

const shares = (guardian: WorldMembership, place: Groups) =>
  place === 'all' || groupsOfChildren(guardian).some((group) => place.includes(group))

const moment = ({ day, time }: Moment) => day * 1440 + Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

test('every text passes the schema of what is entered', () => {
  for (const { id, groups, title, text } of announcements) {
    AnnouncementId.parse(id)
    Groups.parse(groups)
    AnnouncementTitle.parse(title)
    AnnouncementText.parse(text)
    expect(text.split('\n\n').length).toBeGreaterThan(1)
  }
  for (const { id, text } of comments) {
    CommentId.parse(id)
    CommentText.parse(text)
  }
  for (const text of texts) expect(text).toBe(text.trim().normalize('NFC'))
})

test('[K-38] no text, title or display name holds a child’s name or a label', () => {
  const labels = memberships.flatMap(({ children: ties }) => ties.flatMap(({ label }) => label ?? []))
  const canaries = [...children.map(({ name }) => name), ...labels].map((name) => name.toLowerCase())
  for (const text of [...texts, ...people.map(({ name }) => name)]) {
    expect(canaries.filter((canary) => text.toLowerCase().includes(canary))).toEqual([])
  }
})

test('[K-38] no text holds the first name of any child', () => {
  const firstNames = new Set(children.map(({ name }) => name.split(' ')[0]?.toLowerCase()))
  expect(firstNames.size).toBe(children.length)
  for (const text of texts) {
    const words = text.toLowerCase().split(/[^\p{L}-]+/u)
    expect(words.filter((word) => firstNames.has(word))).toEqual([])
  }
})

test('[K-31, K-32] every announcement has an author who writes in every group named', () => {
  for (const { author: by, facility, groups } of announcements) {
    expect(author(by).facility).toBe(facility)
    expect(['admin', 'educator', 'council']).toContain(author(by).role)
    expect(writesIn(author(by), groups)).toBe(true)
    const there = facilities.find(({ id }) => id === facility)?.groups.map(({ id }) => id) ?? []
    expect(groups === 'all' || groups.every((group) => there.includes(group))).toBe(true)
  }
  expect(announcements.filter(({ author: by }) => author(by).role === 'council')).toHaveLength(1)
})

test('[K-31, K-36] every comment has an author who may write there: guardians who share a group, staff who write', () => {
  for (const { announcement, author: by } of comments) {
    const above = announcements.find(({ id }) => id === announcement)
    if (!above) throw new Error(`No announcement ${announcement}`)
    const who = author(by)
    expect(who.facility).toBe(above.facility)
    expect(facilities.find(({ id }) => id === above.facility)?.modules).toContain('comments')
    expect(who.role === 'guardian' ? shares(who, above.groups) : writesIn(who, above.groups)).toBe(true)
    // Rule 13 of the decisions: a council membership does not comment among families.
    expect(who.role).not.toBe('council')
  }
})

test('the week lies in its eight days, comments after their announcement, ids in the order of time', () => {
  for (const { day, time } of published) {
    expect(day).toBeGreaterThanOrEqual(-7)
    expect(day).toBeLessThanOrEqual(0)
    expect(time).toMatch(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
  }
  for (const comment of comments) {
    const above = announcements.find(({ id }) => id === comment.announcement)
    expect(above && moment(above) < moment(comment)).toBe(true)
  }
  for (const list of [announcements, comments]) {
    const moments = list.map(moment)
    expect(moments).toEqual(moments.toSorted((one, other) => one - other))
    expect(list.map(({ id }) => id)).toEqual([...new Set(list.map(({ id }) => id))].toSorted())
  }
})

test('one comment is withdrawn by its author, one removed by staff, one greets from right to left', () => {
  expect(comments.flatMap(({ removedBy }) => removedBy ?? []).toSorted()).toEqual(['author', 'staff'])
  expect(comments.filter(({ text }) => /^\p{Script=Arabic}/u.test(text))).toHaveLength(1)
})
