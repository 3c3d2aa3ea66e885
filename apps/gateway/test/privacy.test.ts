import type { GroupId } from '@morgenkreis/protocol'
import {
  announcements,
  apfelhof,
  children,
  comments,
  facilities,
  memberships,
  named,
  people,
  sonnen,
  wellen,
} from '@morgenkreis/world'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import {
  anna,
  clara,
  claraOfCouncil,
  emre,
  forestDay,
  frieda,
  gymBags,
  orFail,
  parentsEvening,
  paul,
  paula,
  sami,
} from './cast.ts'
import { openHouse, type Caller, type House } from './house.ts'
import { Phone } from './phone.ts'
import { announce, comment } from './writing.ts'

let house: House
const bytesOf = new Map<string, string>()
beforeAll(async () => {
  house = await openHouse()
  // Whoever has two hats wears both on one phone.
  const hats = {
    anna: [anna],
    emre: [emre],
    frieda: [frieda],
    clara: [clara, claraOfCouncil],
    paula: [paula],
    paul: [paul],
    sami: [sami],
  }
  const phones = await Promise.all(Object.values(hats).map(([first]) => Phone.of(house, first!)))
  await comment(house, paula, forestDay, 'Paula schreibt etwas.')
  await comment(house, sami, gymBags, 'Sami schreibt etwas.')
  const { id } = await announce(house, anna, { facility: apfelhof, groups: [wellen], text: 'Anna schreibt etwas.' })
  orFail(await house.call('announcement.remove', anna, { announcement: id }))
  await vi.waitFor(() => expect(phones.every(({ told }) => told.length > 0)).toBe(true), { timeout: 10_000 })
  await Promise.all(Object.values(hats).flat().map(lookAround))
  for (const [name, [first]] of Object.entries(hats)) bytesOf.set(name, house.heardBy(first!.person).join('\n'))
  for (const phone of phones) phone.leave()
}, 120_000)
afterAll(() => house.close())

/** Asks for everything there is, also for what is not theirs. */
async function lookAround(who: Caller): Promise<void> {
  await house.call('session.read', who, {})
  await house.call('facility.read', who, { facility: apfelhof })
  await house.call('membership.list', who, { facility: apfelhof })
  await house.call('announcement.list', who, { facility: apfelhof })
  for (const { id } of announcements) {
    await house.call('announcement.read', who, { announcement: id })
    await house.call('comment.list', who, { announcement: id })
  }
  for (const announcement of [forestDay, gymBags, parentsEvening])
    await house.call('audience.preview', who, { destination: { kind: 'comment', announcement }, language: 'de' })
  await house.call('membership.remove', who, { membership: named.olga.admin })
  // Where decisions move meanwhile, a client asks again.
  const { rooms } = await vi.waitFor(async () => orFail(await house.call('room.list', who, {})), 10_000)
  const cursors = rooms.map((cursor) => ({ ...cursor, seq: 0 }))
  await vi.waitFor(async () => orFail(await house.call('room.sync', who, { cursors })), 10_000)
}

const heard = (name: string) => bytesOf.get(name) ?? ''
const guardians = ['paula', 'paul', 'sami', 'clara']
const names = (name: string, word: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(word)}(?![\\p{L}\\p{N}])`, 'u').test(heard(name))
const firstName = (name: string) => name.split(' ')[0] ?? ''
const labels = memberships.flatMap(({ person, children: ties }) =>
  ties.flatMap(({ child, label }) => (label === null ? [] : [{ person, child, label }])),
)

test('[K-38, K-37] no child’s name reaches a guardian or the council, and staff read those of their own groups alone', () => {
  const readBy = (reader: string) =>
    children.filter(({ name }) => names(reader, name) || names(reader, firstName(name)))
  for (const reader of guardians) expect([reader, readBy(reader)]).toEqual([reader, []])
  for (const reader of ['emre', 'frieda'])
    expect([reader, readBy(reader).filter(({ group }) => group !== sonnen)]).toEqual([reader, []])
  // The search finds what is there: the head sees the children of the own Kita by name.
  const here = children.filter(({ facility }) => facility === apfelhof)
  expect(here.filter(({ name }) => !names('anna', name))).toEqual([])
})

test('[K-38] a child is its sign, and the label that this guardian typed, for this guardian alone', () => {
  for (const reader of ['anna', 'emre', 'frieda', ...guardians]) {
    const person = named[reader as keyof typeof named].person
    const found = labels.filter(({ label }) => names(reader, label))
    expect([reader, found.map(({ label }) => label)]).toEqual([
      reader,
      labels.filter((one) => one.person === person).map(({ label }) => label),
    ])
  }
  expect(/"label":"Kimchen"[^}]*"sign":"kite"/.test(heard('paula'))).toBe(true)
  expect(names('paula', 'Kimchen')).toBe(true)
  expect(names('paul', 'Kimbo')).toBe(true)
})

test('[K-37, K-15] no e-mail address reaches anybody but that of the Kita', () => {
  const ofKita = facilities.flatMap(({ email }) => email ?? [])
  for (const reader of bytesOf.keys()) {
    expect([reader, people.filter(({ email }) => heard(reader).toLowerCase().includes(email))]).toEqual([reader, []])
    const others = ofKita.reduce((bytes, email) => bytes.replaceAll(email, ''), heard(reader))
    expect([reader, others.includes('@demo.')]).toEqual([reader, false])
  }
})

const groupsOf = (person: string) => {
  const own = memberships
    .filter((one) => one.person === person)
    .flatMap((one) => one.children.map(({ child }) => child))
  return new Set<GroupId>(children.filter(({ id }) => own.includes(id)).map(({ group }) => group))
}

test('[K-37, K-36] of another family nothing reaches a guardian but what it published where the guardian reads', () => {
  const roles = new Map(memberships.map((one) => [one.id, one]))
  for (const reader of ['paula', 'paul', 'sami'] as const) {
    const groups = groupsOf(named[reader].person)
    const read = announcements.filter(
      (one) => one.facility === apfelhof && (one.groups === 'all' || one.groups.some((group) => groups.has(group))),
    )
    const published = [...read, ...comments.filter(({ announcement }) => read.some(({ id }) => id === announcement))]
    const authors = new Set<string | undefined>(published.map(({ author }) => roles.get(author)?.person))
    // These three wrote before they looked.
    for (const own of [paula, sami]) authors.add(own.person)
    const strangers = people.filter(({ id }) => !authors.has(id) && id !== named[reader].person)
    expect(strangers.length).toBeGreaterThan(40)
    expect([reader, strangers.filter(({ name }) => heard(reader).includes(name)).map(({ name }) => name)]).toEqual([
      reader,
      [],
    ])
    const foreign = memberships.filter(({ person }) => strangers.some(({ id }) => id === person))
    expect([reader, foreign.filter(({ id }) => heard(reader).includes(id))]).toEqual([reader, []])
    const others = children.filter(
      ({ id }) =>
        !memberships.some(
          (one) => one.person === named[reader].person && one.children.some(({ child }) => child === id),
        ),
    )
    expect([reader, others.filter(({ id }) => heard(reader).includes(id))]).toEqual([reader, []])
  }
})

test('[K-36, K-15] a guardian gets no text of another group, an educator neither, the council no comment', () => {
  const shared = (reader: string) => ({
    ofSonnen: heard(reader).includes('Paula schreibt etwas.'),
    ofWellen: heard(reader).includes('Sami schreibt etwas.'),
  })
  expect(shared('paula')).toEqual({ ofSonnen: true, ofWellen: false })
  expect(shared('emre')).toEqual({ ofSonnen: true, ofWellen: false })
  expect(shared('frieda')).toEqual({ ofSonnen: true, ofWellen: false })
  expect(shared('sami')).toEqual({ ofSonnen: false, ofWellen: true })
  // Clara reads comments of the Sonnengruppe as a mother; the council's ear brings her none of the others.
  expect(shared('clara')).toEqual({ ofSonnen: true, ofWellen: false })
  expect(shared('anna')).toEqual({ ofSonnen: true, ofWellen: true })
  for (const { text, groups } of announcements)
    if (groups !== 'all' && !groups.includes(sonnen))
      expect(heard('paula').includes(JSON.stringify(text).slice(1, -1))).toBe(false)
})

test('[K-15] nobody gets a field that its operation does not declare: no password, no hash, no key, no proof', () => {
  for (const reader of bytesOf.keys())
    for (const word of [
      'password',
      'pbkdf2',
      'emailMac',
      'nameMac',
      '"proof"',
      '"custody"',
      '"household"',
      'endedAt',
      '"expiresAt"',
      'deletedAt',
    ])
      expect([reader, word, heard(reader).includes(word)]).toEqual([reader, word, false])
})

// Everybody is told the own rights; none of these others holds any.
test('[K-15, K-74] who holds which right is told to admins alone', () => {
  for (const reader of bytesOf.keys())
    if (reader !== 'anna' && reader !== 'olga')
      expect([reader, /"rights":\[[^\]]/.test(heard(reader))]).toEqual([reader, false])
})
