import { apfelhof, named, sonnen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { castOf } from './cast.ts'
import { talkAbout } from './chats.ts'
import { chatOf, postFor } from './hearing.ts'
import { Kita } from './kita.ts'
import type { Reading } from './reading.ts'

const { anna, emre, paula, sami } = named
const players = castOf(60)
const player = (person: string) => players.find((one) => one.person === person)!
const nameOf = ({ person }: { person: string }) => player(person).name
const marks = { post: 1, said: 2 } as const

test('[K-36] who joins a group finds what was announced before, and nothing of what was said; who leaves it neither', () => {
  const kita = new Kita(players)
  const audience = new Set([nameOf(paula)])
  const post: Reading = { hears: postFor({ facility: apfelhof, groups: [sonnen] }), families: 'everything' }
  const said: Reading = { hears: chatOf(apfelhof, sonnen), families: 'what they heard' }
  kita.keep(marks.post, post, audience)
  kita.keep(marks.said, said, audience)
  for (const mark of Object.values(marks)) kita.allowed.set(mark, audience)
  const mayFind = (mark: number) => kita.allowed.get(mark)!.has(nameOf(sami))
  const hat = player(sami.person).hats[0]!
  const before = hat.children
  const [kimsTie] = player(paula.person).hats[0]!.children
  kita.turn(() => (hat.children = [...before, kimsTie!]))
  expect([mayFind(marks.post), mayFind(marks.said)]).toEqual([true, false])
  expect(kita.closedAt.size).toBe(0)
  kita.turn(() => (hat.children = before))
  expect([...kita.closedAt.keys()]).toEqual([`${nameOf(sami)} ${marks.post}`])
})

test('a conversation that was handed over is read by the other role, all of it, and by the first no more', () => {
  const kita = new Kita(players)
  const [tie] = player(paula.person).hats[0]!.children
  const talk = talkAbout({ child: tie!.child, household: tie!.household, opened: 'team' })
  const audience = kita.hearing(talk.hears)
  expect([audience.has(nameOf(emre)), audience.has(nameOf(anna)), audience.has(nameOf(paula))]).toEqual([
    true,
    false,
    true,
  ])
  kita.keep(marks.said, { hears: talk.hears, families: 'what they heard' }, audience)
  kita.turn(() => (talk.partner = 'head'))
  expect(kita.allowed.get(marks.said)!.has(nameOf(anna))).toBe(true)
  expect(kita.closedAt.has(`${nameOf(emre)} ${marks.said}`)).toBe(true)
  expect(kita.closedAt.has(`${nameOf(paula)} ${marks.said}`)).toBe(false)
})
