import { randomUUID } from 'node:crypto'
import type { MembershipId, PersonId, Role } from '@morgenkreis/protocol'
import { apfelhof, kraniche, kranichweg, named, sonnen } from '@morgenkreis/world'
import { expect, test, vi } from 'vitest'
import {
  anna,
  answerOf,
  clara,
  claraOfCouncil,
  emre,
  everybody,
  forestDay,
  frieda,
  kranichwegClosed,
  olga,
  orFail,
  parentsEvening,
  paul,
  paula,
  sami,
} from './cast.ts'
import type { Caller } from './house.ts'
import { expectConverges } from './phone.ts'
import { housePhoned } from './standing-house.ts'
import { acknowledged, announce, comment } from './writing.ts'

const { house, phones } = await housePhoned(everybody)

/** Who heads the Kita Kranichweg, whatever became of Olga. */
let headOfKraniche: Caller = olga
let admitted = 0
/** Gives a person one more hat. */
async function admit(
  person: PersonId,
  hat: { facility: typeof apfelhof; role: Role; groups: 'all' | (typeof sonnen)[]; writes: boolean },
): Promise<Caller> {
  admitted += 1
  const id = `018cc251-f404-7000-8000-00000000b00${admitted}` as MembershipId
  await house.installation.admit(
    { id: person, name: `Neu ${admitted}`, email: `neu-${admitted}@demo.morgenkreis.example`, password: null },
    { id, person, rights: [], children: [], ...hat },
  )
  return { person, as: id }
}
const remove = (who: Caller, membership: MembershipId, request?: string) =>
  house.call('membership.remove', who, { membership }, request)

test('[K-34, K-65] a role in one facility is none in the other', async () => {
  const paulaEducates = await admit(paula.person, {
    facility: kranichweg,
    role: 'educator',
    groups: [kraniche],
    writes: true,
  })
  await vi.waitFor(() => expect(phones.paula.rooms).toContain(`group:${kraniche}:staff`), { timeout: 10_000 })
  const published = await announce(house, paulaEducates, { facility: kranichweg, groups: [kraniche] })
  expect(published.author.role).toBe('educator')
  await expectConverges({ paula: phones.paula })
  expect(phones.paula.screen.texts).toContain(published.text)
  const draft = { facility: apfelhof, groups: [sonnen], title: 'Hinweis', text: 'Morgen.' }
  expect(answerOf(await house.call('announcement.publish', paula, draft))).toBe('forbidden')
  expect(answerOf(await house.call('announcement.publish', paulaEducates, draft))).toBe('not-found')
  expect(answerOf(await house.call('announcement.read', paulaEducates, { announcement: forestDay }))).toBe('not-found')
  expect(answerOf(await house.call('announcement.read', paula, { announcement: kranichwegClosed }))).toBe('not-found')
  expect(answerOf(await house.call('announcement.read', paulaEducates, { announcement: kranichwegClosed }))).toBe('ok')
})

test('[K-34] two hats in one facility: each may what it may, and the page shows which', async () => {
  const { memberships } = orFail(await house.call('session.read', { ...clara, as: null }, {}))
  expect(memberships.map(({ role }) => role).sort()).toEqual(['council', 'guardian'])
  const said = await comment(house, clara, forestDay, 'Als Mutter gefragt.')
  expect(said.author).toMatchObject({ role: 'guardian', membership: clara.as })
  expect(answerOf(await house.call('comment.publish', claraOfCouncil, { announcement: forestDay, text: 'x' }))).toBe(
    'forbidden',
  )
  // What one hat wrote is not the other's own.
  expect(answerOf(await house.call('comment.remove', claraOfCouncil, { comment: said.id }))).toBe('not-found')
  expect(answerOf(await house.call('comment.remove', clara, { comment: said.id }))).toBe('ok')
})

test('[K-35, K-64] only an admin of that facility ends a membership', async () => {
  for (const who of [emre, frieda, claraOfCouncil, clara, paula, paul, sami, olga])
    expect(answerOf(await remove(who, paul.as))).toBe('not-found')
  expect(answerOf(await remove(anna, olga.as))).toBe('not-found')
  expect(answerOf(await remove(anna, randomUUID() as MembershipId))).toBe('not-found')
  const { members } = orFail(await house.call('membership.list', anna, { facility: apfelhof }))
  expect(members.map(({ id }) => id)).toEqual(expect.arrayContaining([paul.as, anna.as]))
})

test('[K-30] the last admin stays', async () => {
  expect(answerOf(await remove(anna, anna.as))).toBe('last-admin')
  expect(answerOf(await remove(olga, olga.as))).toBe('last-admin')
})

test('[K-30] of two admins who remove each other at once one stays', async () => {
  const second = await admit('018cc251-f403-7000-8000-00000000b0ff' as PersonId, {
    facility: kranichweg,
    role: 'admin',
    groups: 'all',
    writes: true,
  })
  await house.tokenOf(second.person)
  const replies = await Promise.all([remove(olga, second.as!), remove(second, named.olga.admin)])
  const answers = replies.map(answerOf)
  expect(answers.filter((answer) => answer === 'ok')).toHaveLength(1)
  expect(answers.find((answer) => answer !== 'ok')).toBe('no-membership')
  const left = await house.ground.roster.memberships.model
    .find({ facility: kranichweg, role: 'admin', endedAt: null })
    .lean()
  expect(left).toHaveLength(1)
  headOfKraniche = left[0]?._id === olga.as ? olga : second
})

test('[K-35] after the reply nothing is delivered, nothing opens, and everybody else goes on', async () => {
  const acknowledgement = await acknowledged(house, paul, { kind: 'comment', announcement: forestDay })
  const request = randomUUID()
  const gone = orFail(await remove(anna, paul.as, request))
  const frames = phones.paul.frames
  const bytes = house.heardBy(paul.person).length
  expect(gone).toMatchObject({ membership: paul.as, v: 2 })
  await comment(house, paula, forestDay, 'Ohne Paul gesagt.')
  await comment(house, emre, forestDay, 'Auch ohne Paul.')
  const { paul: removed, olga: _elsewhere, ...others } = phones
  await expectConverges(others)
  await vi.waitFor(() => expect(removed.isLive).toBe(false), 10_000)
  expect(removed.frames).toBe(frames)
  expect(house.heardBy(paul.person).slice(bytes).join('')).not.toContain('ohne Paul')
  expect(removed.screen.texts).not.toContain('Ohne Paul gesagt.')
  // The old cookie opens nothing, with or without the acknowledgement that was given before.
  const input = { announcement: forestDay, text: 'Ich bin noch da.', acknowledgement }
  expect(answerOf(await house.call('comment.publish', paul, input))).toBe('no-membership')
  expect(answerOf(await house.call('comment.list', paul, { announcement: forestDay }))).toBe('no-membership')
  expect(answerOf(await house.call('facility.read', paul, { facility: apfelhof }))).toBe('no-membership')
  expect(orFail(await house.call('room.list', paul, {}))).toEqual({ rooms: [] })
  expect(orFail(await house.call('session.read', paul, {})).memberships).toEqual([])
  const room = `group:${sonnen}:families` as never
  expect(answerOf(await house.call('room.sync', paul, { cursors: [{ room, logEpoch: 1, seq: 0 }] }))).toBe('not-found')
  // What Paul wrote before bears his name.
  const { comments } = orFail(await house.call('comment.list', paula, { announcement: forestDay }))
  expect(comments.some((one) => 'author' in one && one.author.name === 'Paul Erlenkamp')).toBe(true)
  // Removing twice is removing once; another request finds it gone.
  expect(await remove(anna, paul.as, request)).toEqual({ ok: true, data: gone })
  expect(answerOf(await remove(anna, paul.as))).toBe('gone')
  expect(phones.anna.told.filter(({ event }) => event.ref === paul.as)).toHaveLength(1)
  expect(phones.paula.told.filter(({ event }) => event.ref === paul.as)).toEqual([])
})

test('[K-35] a plan that was decided before the removal is refused after it', async () => {
  const acknowledgement = await acknowledged(house, sami, { kind: 'comment', announcement: parentsEvening })
  const input = { announcement: parentsEvening, text: 'Im selben Augenblick.', acknowledgement }
  const [said, gone] = await Promise.all([house.call('comment.publish', sami, input), remove(anna, sami.as)])
  expect(answerOf(gone)).toBe('ok')
  expect(['ok', 'no-membership']).toContain(answerOf(said))
  const rows = await house.ground.journal.journal.model.find({ actor: sami.as }).lean()
  const removal = await house.ground.journal.journal.model.findOne({ name: 'membership.removed', ref: sami.as }).lean()
  for (const { n } of rows) expect(n).toBeLessThan(removal?.n ?? 0)
})

test('[K-35, K-63] a removed member keeps the other facility, on the same socket again', async () => {
  orFail(await remove(anna, paula.as))
  await vi.waitFor(
    () => expect(phones.paula.isLive && !phones.paula.rooms.includes(`group:${sonnen}:families` as never)).toBe(true),
    { timeout: 10_000 },
  )
  const { id } = await announce(house, headOfKraniche, {
    facility: kranichweg,
    groups: 'all',
    text: 'Für die Kraniche.',
  })
  await expectConverges({ paula: phones.paula })
  expect(phones.paula.screen.shown.announcements.map((one) => one.id)).toContain(id)
  expect(phones.paula.screen.shown.announcements.every(({ facility }) => facility === kranichweg)).toBe(true)
  expect(answerOf(await house.call('announcement.read', paula, { announcement: forestDay }))).toBe('no-membership')
})

test('[K-31, K-36] a hat without any group reads what is for the whole facility, and the page shows it as it is', async () => {
  const hat = { facility: kranichweg, groups: [], writes: true }
  const educator = await admit('018cc251-f403-7000-8000-00000000b101' as PersonId, { ...hat, role: 'educator' })
  const guardian = await admit('018cc251-f403-7000-8000-00000000b102' as PersonId, { ...hat, role: 'guardian' })
  for (const who of [educator, guardian]) {
    const hats = async () => orFail(await house.call('session.read', who, {})).memberships
    await expect.poll(hats, { timeout: 10_000 }).toContainEqual(expect.objectContaining({ id: who.as, groups: [] }))
    const { announcements } = orFail(await house.call('announcement.list', who, { facility: kranichweg }))
    expect(announcements.map(({ id }) => id)).toContain(kranichwegClosed)
    expect(announcements.every(({ groups }) => groups === 'all')).toBe(true)
  }
  const draft = { facility: kranichweg, groups: 'all', title: 'Hinweis', text: 'Morgen.' } as const
  expect(answerOf(await house.call('announcement.publish', educator, draft))).toBe('forbidden')
  const { members } = orFail(await house.call('membership.list', headOfKraniche, { facility: kranichweg }))
  expect(members.filter(({ groups }) => groups !== 'all' && groups.length === 0)).toHaveLength(2)
})
