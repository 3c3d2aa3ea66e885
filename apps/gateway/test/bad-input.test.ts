import {
  alwaysPossible,
  operationNamed,
  operations,
  possibleOnChange,
  type InputOf,
  type OperationName,
  type Room,
} from '@morgenkreis/protocol'
import { apfelhof, sonnen } from '@morgenkreis/world'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { anna, answerOf, beginningOfFew, emre, everybody, forestDay, orFail, paul, paula, sami } from './cast.ts'
import { openHouse, type Caller, type House } from './house.ts'
import { expectConverges, phonesOf, type Phone } from './phone.ts'
import { bareSocket, bodyOf, greeting, post, tooLarge } from './wire.ts'
import { acknowledged, comment } from './writing.ts'

let house: House
let phones: Record<keyof typeof everybody, Phone>
let comments: string
beforeAll(async () => {
  house = await openHouse({}, { beginning: beginningOfFew })
  phones = await phonesOf(house, everybody)
  comments = (await comment(house, paula, forestDay, 'Zum Löschen.')).id
  await expectConverges(phones)
})
afterAll(async () => {
  for (const phone of Object.values(phones)) phone.leave()
  await house.close()
})

/** What the house holds, and what everybody was told. */
async function state() {
  const { data } = house.ground.database
  const counts: Record<string, number> = {}
  for (const { name } of await data.listCollections())
    if (!['gateways', 'sessions', 'heads'].includes(name)) counts[name] = await data.collection(name).countDocuments()
  return { counts, told: Object.values(phones).map(({ told }) => told.length) }
}
let before: Awaited<ReturnType<typeof state>>
beforeEach(async () => {
  before = await state()
})
// Whatever was sent: nothing else is stored, nothing is heard, and the house stands.
afterEach(async () => {
  expect(await state()).toEqual(before)
  expect(answerOf(await house.call('session.read', paula, {}))).toBe('ok')
  expect(phones.paula.isLive).toBe(true)
})

const declaredBy = (name: string): string[] => {
  const operation = operationNamed.get(name)
  return [
    ...(operation?.refuses ?? []),
    ...alwaysPossible,
    ...(operation?.changes === true ? possibleOnChange : []),
  ].filter((code) => code !== 'internal')
}

const acknowledgement = { preview: 'x.y', accepted: true as const }
/** A good input for every operation but those that log in and out, by somebody who may. */
const good: [Caller, { [Name in OperationName]?: InputOf<Name> }][] = [
  [
    anna,
    {
      'session.read': {},
      'room.list': {},
      'room.sync': { cursors: [{ room: `member:${anna.as}` as Room, logEpoch: 1, seq: 0 }] },
      'facility.read': { facility: apfelhof },
      'membership.list': { facility: apfelhof },
      'membership.remove': { membership: anna.as },
      'audience.preview': {
        destination: { kind: 'announcement', facility: apfelhof, groups: [sonnen] },
        language: 'de',
      },
      'announcement.publish': { facility: apfelhof, groups: [sonnen], title: 'Titel', text: 'Text', acknowledgement },
      'announcement.list': { facility: apfelhof, before: forestDay },
      'announcement.read': { announcement: forestDay },
      'announcement.remove': { announcement: forestDay },
    },
  ],
  [
    paula,
    {
      'audience.preview': { destination: { kind: 'comment', announcement: forestDay }, language: 'de' },
      'comment.publish': { announcement: forestDay, text: 'Text', acknowledgement },
      'comment.list': { announcement: forestDay },
      'comment.remove': { comment: '' as never },
    },
  ],
]
const inputs = () =>
  good.flatMap(([who, all]) =>
    Object.entries(all).map(([name, input]) => ({
      who,
      name,
      input: (name === 'comment.remove' ? { comment: comments } : input) as Record<string, unknown>,
    })),
  )

const deep = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as unknown
const wrongValues: unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  ' ',
  '\u0000',
  [],
  {},
  { $ne: 1 },
  { $gt: '' },
  { $where: 'sleep(5000)' },
  ['x'],
  deep(2000),
  { toString: 'x' },
  { constructor: { prototype: {} } },
]

/** Every input with one thing wrong with it: each field gone, doubled by another, or of a wrong kind, at every depth. */
function* spoiled(input: Record<string, unknown>): Generator<unknown> {
  yield* [null, 'x', 7, [], [input], { $ne: input }, deep(2000)]
  yield { ...input, more: 'x' }
  yield { ...input, $where: '1' }
  yield JSON.parse(JSON.stringify({ ...input, proto: { admin: true } }).replace('"proto"', '"__proto__"'))
  for (const [field, value] of Object.entries(input)) {
    for (const wrong of wrongValues) if (!(field === 'groups' && wrong === 'all')) yield { ...input, [field]: wrong }
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      for (const inner of spoiled(value as Record<string, unknown>)) yield { ...input, [field]: inner }
  }
}

test('[K-01, K-64] unknown fields, wrong kinds, operators and deep JSON are refused as invalid, at every field of every operation', async () => {
  let sent = 0
  const covered = new Set<string>()
  for (const { who, name, input } of inputs()) {
    covered.add(name)
    const headers = await house.headersOf(who.person)
    // A person may call 300 times in ten seconds: a session of its own is none of another person.
    const all = [...spoiled(input)].slice(0, 60)
    const answers = await Promise.all(
      all.map(
        (wrong) =>
          phones[who === anna ? 'anna' : 'paula'] &&
          post(
            house,
            `/api/${name}`,
            JSON.stringify({ as: who.as, request: crypto.randomUUID(), input: wrong }),
            headers,
          ),
      ),
    )
    for (const [n, { code }] of answers.entries())
      if (code !== 'rate-limited')
        expect([name, JSON.stringify(all[n])?.slice(0, 200), code]).toEqual([
          name,
          JSON.stringify(all[n])?.slice(0, 200),
          'invalid',
        ])
    sent += answers.length
  }
  expect(sent).toBeGreaterThan(400)
  const left = operations.map(({ name }) => name).filter((name) => !covered.has(name))
  expect(left).toEqual(['session.open', 'session.close'])
})
