import { randomUUID } from 'node:crypto'
import type { ChildId, MembershipId, Module, OutputOf, Right, Tie } from '@morgenkreis/protocol'
import { apfelhof, facilities, kraniche, kranichweg, named, sonnen, wellen } from '@morgenkreis/world'
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
  gymBags,
  olga,
  orFail,
  paul,
  paula,
  sami,
} from './cast.ts'
import { shownToHead } from './granting.ts'
import { expectConverges, type Phone } from './phone.ts'
import { housePhoned } from './standing-house.ts'
import { acknowledged, announce } from './writing.ts'

const { house, phones } = await housePhoned(everybody)

/** By the version that the page shows, as long as no other is named. */
async function grant(
  who: typeof anna,
  membership: MembershipId,
  rights: Right[],
  shown: { v?: number; request?: string } = {},
) {
  const v = shown.v ?? (await shownToHead(house, membership))?.v ?? 1
  return house.call('membership.grant', who, { membership, v, rights }, shown.request)
}
const turn = (module: Module, on: boolean, who = anna) =>
  house.call('module.switch', who, { facility: who === olga ? kranichweg : apfelhof, module, on })
const childrenNow = async () => orFail(await house.call('child.list', anna, { facility: apfelhof })).children
const join = (change: Partial<Parameters<typeof joinAs>[1]> = {}, request?: string) => joinAs(anna, change, request)
const joinAs = (
  who: typeof anna,
  change: Partial<{ group: typeof sonnen; name: string; guardians: Tie[] }>,
  request?: string,
) =>
  house.call(
    'child.join',
    who,
    { facility: apfelhof, group: sonnen, sign: 'kite', name: 'Noor Beispielkind', guardians: [], ...change },
    request,
  )
const leave = (who: typeof anna, child: ChildId, request?: string) => house.call('child.leave', who, { child }, request)
const heardFamilies = () => [paula, paul, sami, clara, claraOfCouncil].flatMap(({ person }) => house.heardBy(person))

const withoutComments = facilities.find(({ id }) => id === apfelhof)!.modules.filter((one) => one !== 'comments')

test('[K-02, K-03] the head switches a module off and on, and everybody of the house hears it at once', async () => {
  const off = orFail(await turn('comments', false))
  expect(off.modules).toEqual(withoutComments)
  for (const who of [paula, emre]) {
    const { modules } = orFail(await house.call('facility.read', who, { facility: apfelhof }))
    expect(modules).toEqual(withoutComments)
  }
  expect(answerOf(await house.call('comment.list', paula, { announcement: forestDay }))).toBe('module-off')
  const heard = ({ told }: Phone) => told.filter(({ event }) => event.name === 'module.switched')
  for (const phone of [phones.anna, phones.emre, phones.paula, phones.sami])
    await vi.waitFor(() => expect(heard(phone).map(({ event }) => event.data)).toEqual([off]), 10_000)
  expect(heard(phones.olga)).toEqual([])
  // Twice is once: it is off.
  expect(orFail(await turn('comments', false)).modules).toEqual(withoutComments)
  const on = orFail(await turn('comments', true))
  expect([...on.modules].sort()).toEqual([...withoutComments, 'comments'].sort())
  expect(answerOf(await house.call('comment.list', paula, { announcement: forestDay }))).toBe('ok')
})

test('[K-02] what was decided while it was on is refused once it is off', async () => {
  const acknowledgement = await acknowledged(house, paula, { kind: 'comment', announcement: forestDay })
  orFail(await turn('comments', false))
  const input = { announcement: forestDay, text: 'Gerade noch.', acknowledgement }
  expect(answerOf(await house.call('comment.publish', paula, input))).toBe('module-off')
  orFail(await turn('comments', true))
  expect(answerOf(await house.call('comment.publish', paula, input))).toBe('ok')
})

test('[K-25, K-67, K-72] the head says how the Kita is reached: sealed, on record without the value, heard by all of the house', async () => {
  const contact = { phone: '+49 (0)40 998877', email: 'neu@apfelhof.example', address: 'Birnweg 2\n12345 Musterstadt' }
  const describe = (who: typeof anna, more: object = {}, request?: string) =>
    house.call('facility.describe', who, { facility: apfelhof, ...contact, ...more }, request)
  const request = randomUUID()
  const described = orFail(await describe(anna, {}, request))
  expect(described).toMatchObject(contact)
  expect(orFail(await describe(anna, {}, request))).toEqual(described)
  for (const who of [paula, emre, claraOfCouncil])
    expect(orFail(await house.call('facility.read', who, { facility: apfelhof }))).toMatchObject(contact)
  const heard = ({ told }: Phone) => told.filter(({ event }) => event.name === 'facility.described')
  for (const phone of [phones.anna, phones.emre, phones.paula, phones.sami])
    await vi.waitFor(() => expect(heard(phone).map(({ event }) => event.data)).toEqual([described]), 10_000)
  expect(heard(phones.olga)).toEqual([])
  const stored = JSON.stringify(await house.ground.database.data.collection('facilities').find().toArray())
  for (const value of ['998877', 'neu@apfelhof', 'Birnweg']) expect(stored).not.toContain(value)
  await house.gateway.work('linking')
  const { lines } = orFail(await house.call('audit.list', anna, { facility: apfelhof, operation: 'facility.describe' }))
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({ operation: 'facility.describe', fields: ['contact'] })

  const wrong = [{ phone: '' }, { phone: 'anrufen' }, { phone: '12' }, { phone: '040\n123' }, { phone: '1'.repeat(41) }]
  const more = [{ email: 'kita' }, { email: '' }, { address: ' ' }, { address: 'x'.repeat(301) }, { fax: '040 1' }]
  for (const change of [...wrong, ...more]) expect(answerOf(await describe(anna, change))).toBe('invalid')
  // What a facility does not give, it does not have.
  orFail(await describe(anna, { phone: null, email: null, address: null }))
  const { phone, email, address } = orFail(await house.call('facility.read', paula, { facility: apfelhof }))
  expect([phone, email, address]).toEqual([null, null, null])
})

test('[K-64, K-65] only an admin of that facility switches, grants, and lets children join and leave', async () => {
  const [kim] = (await childrenNow()).filter(({ guardians }) =>
    guardians.some(({ membership }) => membership === paula.as),
  )
  for (const who of [emre, frieda, claraOfCouncil, clara, paula, sami]) {
    expect(answerOf(await turn('comments', false, who))).toBe('forbidden')
    expect(answerOf(await grant(who, emre.as, ['health']))).toBe('not-found')
    expect(answerOf(await joinAs(who, {}))).toBe('forbidden')
    expect(answerOf(await leave(who, kim!.id))).toBe('not-found')
    expect(answerOf(await house.call('child.list', who, { facility: apfelhof }))).toBe('forbidden')
  }
  expect(answerOf(await grant(olga, emre.as, ['health']))).toBe('not-found')
  expect(answerOf(await joinAs(olga, {}))).toBe('not-found')
  expect(answerOf(await leave(olga, kim!.id))).toBe('not-found')
  expect(answerOf(await leave(anna, randomUUID() as ChildId))).toBe('not-found')
})

test('[K-74] rights are granted to staff one by one, count at once, and are taken again', async () => {
  const request = randomUUID()
  const v = (await shownToHead(house, emre.as))?.v ?? 0
  const granted = orFail(await grant(anna, emre.as, ['health', 'moderate'], { v, request }))
  expect(granted.rights).toEqual(['health', 'moderate'])
  const rightsOf = async (id: MembershipId) =>
    orFail(await house.call('membership.list', anna, { facility: apfelhof })).members.find((one) => one.id === id)
      ?.rights
  expect(await rightsOf(emre.as)).toEqual(['health', 'moderate'])
  expect(await rightsOf(frieda.as)).toEqual([])
  await expectConverges({ anna: phones.anna })
  expect(await grant(anna, emre.as, ['health', 'moderate'], { v, request })).toEqual({ ok: true, data: granted })
  expect(orFail(await grant(anna, emre.as, [])).rights).toEqual([])
  expect(await rightsOf(emre.as)).toEqual([])
  // The one whom it concerns and the admins hear it, nobody else.
  const heard = ({ told }: Phone) =>
    told.filter(({ event }) => event.ref === emre.as && event.name === 'membership.granted')
  await vi.waitFor(() => expect(heard(phones.emre)).toHaveLength(2), 10_000)
  expect(heard(phones.frieda)).toEqual([])
  expect(heard(phones.paula)).toEqual([])
})

test('[K-74] what another head granted meanwhile is not taken by whoever saves an older page', async () => {
  const { v } = (await shownToHead(house, frieda.as))!
  orFail(await grant(anna, frieda.as, ['health'], { v }))
  expect(answerOf(await grant(anna, frieda.as, ['moderate'], { v }))).toBe('changed-meanwhile')
  expect(await shownToHead(house, frieda.as)).toMatchObject({ rights: ['health'], v: v + 1 })
  expect(orFail(await grant(anna, frieda.as, ['health', 'moderate'])).rights).toEqual(['health', 'moderate'])
  orFail(await grant(anna, frieda.as, []))
})

test('[K-74, K-01] a right is for staff, and only what is one', async () => {
  for (const who of [paula.as, claraOfCouncil.as])
    expect(answerOf(await grant(anna, who, ['health']))).toBe('staff-only')
  expect(answerOf(await grant(anna, emre.as, ['root' as Right]))).toBe('invalid')
  expect(answerOf(await grant(anna, emre.as, ['health', 'health']))).toBe('invalid')
})

test('[K-36, K-38] a child joins: its guardian hears the group at once, and no family hears a name', async () => {
  const name = 'Quirin Zauberhafter-Testname'
  const request = randomUUID()
  const guardians = [{ membership: sami.as, custody: true, apart: false }]
  expect(answerOf(await house.call('announcement.read', sami, { announcement: forestDay }))).toBe('not-found')
  const child = orFail(await join({ name, guardians }, request))
  expect(child).toMatchObject({ name, group: sonnen, guardians })
  expect(answerOf(await house.call('announcement.read', sami, { announcement: forestDay }))).toBe('ok')
  expect(answerOf(await house.call('announcement.read', sami, { announcement: gymBags }))).toBe('ok')
  await vi.waitFor(() => expect(phones.sami.rooms).toContain(`group:${sonnen}:families`), { timeout: 10_000 })
  const { id } = await announce(house, emre, { facility: apfelhof, groups: [sonnen] })
  await vi.waitFor(() => expect(phones.sami.screen.shown.announcements.map((one) => one.id)).toContain(id), 10_000)
  expect(await join({ name, guardians }, request)).toEqual({ ok: true, data: child })
  expect((await childrenNow()).filter((one) => one.name === name)).toHaveLength(1)
  await expectConverges({ anna: phones.anna, sami: phones.sami })
  // The guardian sees the sign, the admin alone the name.
  const own = orFail(await house.call('session.read', { ...sami, as: null }, {})).memberships[0]?.children ?? []
  expect(own).toContainEqual({ id: child.id, label: null, group: sonnen, sign: 'kite' })
  expect(heardFamilies().join('')).not.toContain('Quirin')
  const stored = await house.ground.roster.children.native.findOne({ _id: child.id })
  expect(JSON.stringify(stored)).not.toContain('Quirin')
})

test('[N3] an audience that was shown before a guardian joined is another one', async () => {
  const acknowledgement = await acknowledged(house, clara, { kind: 'comment', announcement: forestDay })
  orFail(await join({ guardians: [{ membership: sami.as, custody: false, apart: false }] }))
  const input = { announcement: forestDay, text: 'Wer liest mit?', acknowledgement }
  expect(answerOf(await house.call('comment.publish', clara, input))).toBe('audience-changed')
})

test('[K-11, K-01] only guardians of this house are linked, and only to groups of it', async () => {
  for (const membership of [emre.as, claraOfCouncil.as, olga.as, randomUUID() as MembershipId])
    expect(answerOf(await join({ guardians: [{ membership, custody: true, apart: false }] }))).toBe('guardian-unknown')
  expect(answerOf(await join({ group: kraniche }))).toBe('not-found')
  expect(answerOf(await join({ name: '   ' }))).toBe('invalid')
  expect(answerOf(await join({ name: 'x'.repeat(81) }))).toBe('invalid')
  const twice = { membership: paula.as, custody: true, apart: false }
  expect(answerOf(await join({ guardians: [twice, twice] }))).toBe('invalid')
})

test('[K-35, K-63] a child leaves: what followed from it ends on every device, nothing else', async () => {
  const layan = (await childrenNow()).find(
    ({ group, guardians }) => group === wellen && guardians.some((tie) => tie.membership === sami.as),
  )
  orFail(await leave(anna, layan!.id))
  await vi.waitFor(
    () => expect(phones.sami.isLive && !phones.sami.rooms.includes(`group:${wellen}:families` as never)).toBe(true),
    { timeout: 10_000 },
  )
  // Another child keeps the access.
  expect(answerOf(await house.call('announcement.read', sami, { announcement: gymBags }))).toBe('not-found')
  expect(answerOf(await house.call('announcement.read', sami, { announcement: forestDay }))).toBe('ok')
  await expectConverges({ anna: phones.anna, sami: phones.sami })
  expect(answerOf(await leave(anna, layan!.id))).toBe('gone')
  expect((await childrenNow()).map(({ id }) => id)).not.toContain(layan!.id)
})

test('[K-63] whose only child leaves belongs here no more, on no council either; the account remains', async () => {
  const { members } = orFail(await house.call('membership.list', anna, { facility: apfelhof }))
  const jonte = members.find(({ id }) => id === clara.as)!.children
  expect(jonte).toHaveLength(1)
  const request = randomUUID()
  const left = orFail(await leave(anna, jonte[0]!.id, request))
  expect(answerOf(await house.call('facility.read', clara, { facility: apfelhof }))).toBe('no-membership')
  expect(answerOf(await house.call('facility.read', claraOfCouncil, { facility: apfelhof }))).toBe('no-membership')
  await vi.waitFor(() => expect(phones.clara.isLive).toBe(false), { timeout: 10_000 })
  expect(orFail(await house.call('session.read', { ...clara, as: null }, {})).memberships).toEqual([])
  expect(await leave(anna, jonte[0]!.id, request)).toEqual({ ok: true, data: left })
  await expectConverges({ anna: phones.anna, emre: phones.emre })
})

test('[K-63] who loses the guardian hat loses the seat on the council with it', async () => {
  const person = named.paula.person
  const council = '018cc251-f404-7000-8000-00000000c001' as MembershipId
  await house.installation.admit(
    { id: person, name: 'Paula', email: 'paula-rat@demo.morgenkreis.example', password: null },
    { id: council, person, facility: apfelhof, role: 'council', groups: 'all', writes: true, rights: [], children: [] },
  )
  const hats = async () =>
    orFail(await house.call('session.read', { ...paula, as: null }, {})).memberships.map(
      ({ id }: OutputOf<'session.read'>['memberships'][number]) => id,
    )
  await vi.waitFor(async () => expect(await hats()).toContain(council), { timeout: 10_000 })
  orFail(await house.call('membership.remove', anna, { membership: paula.as }))
  const left = await hats()
  expect(left).not.toContain(council)
  expect(left).not.toContain(paula.as)
})
