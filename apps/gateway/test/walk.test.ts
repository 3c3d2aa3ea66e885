import type { AnnouncementId, CommentId } from '@morgenkreis/protocol'
import { apfelhof, kranichweg, sonnen, wellen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { anna, answerOf, claraOfCouncil, everybody, forestDay, gymBags, olga, parentsEvening } from './cast.ts'
import type { Caller } from './house.ts'
import { expectConverges } from './phone.ts'
import { housePhoned } from './standing-house.ts'

/** A repeatable source of chance (mulberry32), from 0 up to `below`, whole. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const below = seeded(seed)
const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)]!

const { house, phones } = await housePhoned(everybody)

const hats: readonly Caller[] = [...Object.values(everybody), claraOfCouncil]
const announcements: AnnouncementId[] = [forestDay, gymBags, parentsEvening]
const comments: CommentId[] = []

/** Somebody does something, whether it may or not; answers what came of it. */
const acts: (() => Promise<string>)[] = [
  async () => {
    const [who, announcement] = [pick(hats), pick(announcements)]
    const destination = { kind: 'comment', announcement } as const
    const preview = await house.call('audience.preview', who, { destination, language: 'de' })
    if (!preview.ok) return answerOf(preview)
    const acknowledgement = { preview: preview.data.token, accepted: true as const }
    const reply = await house.call('comment.publish', who, {
      announcement,
      text: `Schritt ${below(1e6)}`,
      acknowledgement,
    })
    if (reply.ok) comments.push(reply.data.id)
    return answerOf(reply)
  },
  async () => {
    const [who, groups] = [pick(hats), pick(['all' as const, [sonnen], [wellen], [sonnen, wellen]])]
    const facility = who === olga ? kranichweg : apfelhof
    const preview = await house.call('audience.preview', who, {
      destination: { kind: 'announcement', facility, groups },
      language: 'de',
    })
    if (!preview.ok) return answerOf(preview)
    const acknowledgement = { preview: preview.data.token, accepted: true as const }
    const draft = { facility, groups, title: 'Schritt', text: `Schritt ${below(1e6)}`, acknowledgement }
    const reply = await house.call('announcement.publish', who, draft)
    if (reply.ok) announcements.push(reply.data.id)
    return answerOf(reply)
  },
  async () =>
    comments.length === 0
      ? 'ok'
      : answerOf(await house.call('comment.remove', pick([...hats, anna, anna]), { comment: pick(comments) })),
  async () =>
    comments.length === 0
      ? 'ok'
      : answerOf(await house.call('comment.restore', pick([...hats, anna, anna]), { comment: pick(comments) })),
  async () =>
    answerOf(await house.call('announcement.restore', pick([anna, ...hats]), { announcement: pick(announcements) })),
  async () => {
    const phone = pick(Object.values(phones))
    if (phone.isLive) phone.drop()
    return 'ok'
  },
]
const removing = async () =>
  answerOf(await house.call('announcement.remove', pick(hats), { announcement: pick(announcements) }))

test('[D-02, D-08, I2] whatever happens, in whatever order: every screen shows what a fresh read shows', async () => {
  const answers = new Set<string>()
  for (let step = 0; step < 20; step += 1) {
    house.clock.advance(1000)
    // Often several things at once, so that they meet in one batch.
    const together = Array.from({ length: 1 + below(4) }, () => (below(12) === 0 ? removing : pick(acts)))
    for (const answer of await Promise.all(together.map((act) => act()))) answers.add(answer)
    const looked = Object.entries(phones).filter(() => below(5) === 0)
    await expectConverges(Object.fromEntries(looked)).catch((error: unknown) => {
      throw new Error(`SEED=${seed}, step ${step}`, { cause: error })
    })
  }
  await expectConverges(phones)
  expect([...answers]).toEqual(expect.arrayContaining(['ok', 'forbidden', 'not-found']))
}, 120_000)
