import { createHash } from 'node:crypto'
import { noticeVersion, type Given } from '@morgenkreis/domain'
import type { AnnouncementId, InputOf, MembershipId, PersonId, PreviewId } from '@morgenkreis/protocol'
import { apfelhof, children, igel, sonnen, wellen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { destinationKey, noticeIn, sealPreview } from '../src/shell/previews.ts'
import { anna, answerOf, emre, forestDay, gymBags, orFail, parentsEvening, paul, paula, sami } from './cast.ts'
import type { Caller } from './house.ts'
import { standingHouse } from './standing-house.ts'
import { acknowledged, comment } from './writing.ts'

const house = await standingHouse()

const text = 'Wir bringen Kuchen mit.'
const under = (announcement: AnnouncementId) => ({ kind: 'comment', announcement }) as const
const commentsStored = () => house.ground.database.data.collection('comments').countDocuments()
const told = async () => (await house.ground.journal.journal.model.find().lean()).length

type Acknowledgement = InputOf<'comment.publish'>['acknowledgement']
const publish = async (who: Caller, announcement: AnnouncementId, acknowledgement?: Acknowledgement) =>
  answerOf(
    await house.call('comment.publish', who, { announcement, text, ...(acknowledgement && { acknowledgement }) }),
  )

/** Nothing is stored and nothing is told by this. */
async function expectNothing(attempt: () => Promise<unknown>): Promise<void> {
  const before = [await commentsStored(), await told()]
  await attempt()
  expect([await commentsStored(), await told()]).toEqual(before)
}

test('[K-100, N3] the place of entry gets the sentence, who will see it, and what binds both together', async () => {
  const preview = async (announcement: AnnouncementId, language: 'de' | 'en') =>
    orFail(await house.call('audience.preview', paula, { destination: under(announcement), language }))
  const inGroup = await preview(forestDay, 'de')
  const sentence = 'Ich bin mir bewusst, dass mein Kommentar für alle Gruppenmitglieder sichtbar ist.'
  expect(inGroup.notice).toEqual({
    id: 'comment-one-group',
    version: noticeVersion('comment-one-group'),
    hash: createHash('sha256').update(sentence).digest('base64url'),
    language: 'de',
  })
  // 22 families have a child in the Sonnengruppe; Anna, Beate, Emre, Frieda and Mirjam.
  expect(inGroup.audience).toEqual({ families: 22, staff: 5, version: 0 })
  const toAll = await preview(parentsEvening, 'en')
  expect(toAll.notice).toMatchObject({ id: 'comment-several-groups', language: 'en' })
  expect(toAll.audience).toMatchObject({ families: 60, staff: 9 })
  expect(toAll.id).not.toBe(inGroup.id)
})

test('[D-05, K-101] without its acknowledgement a comment is refused, with it it is stored and told', async () => {
  await expectNothing(async () => {
    expect(await publish(paula, forestDay)).toBe('acknowledgement-missing')
    const preview = orFail(
      await house.call('audience.preview', paula, { destination: under(forestDay), language: 'de' }),
    )
    // Seen is not acknowledged: the click is an explicit yes.
    const unticked = { preview: preview.token, accepted: false as true }
    expect(await publish(paula, forestDay, unticked)).toBe('invalid')
  })
  const said = await comment(house, paula, forestDay, text)
  const doc = await house.ground.database.data
    .collection<{ _id: string; proof: unknown }>('comments')
    .findOne({ _id: said.id })
  expect(doc?.proof).toEqual({
    preview: expect.any(String),
    notice: 'comment-one-group',
    version: noticeVersion('comment-one-group'),
    hash: noticeIn('comment-one-group', 'de').hash,
    language: 'de',
    families: 22,
    staff: 5,
    audience: 0,
  })
})

test('[D-05] an announcement passes the same gate', async () => {
  const draft = { facility: apfelhof, groups: [sonnen], title: 'Morgen', text: 'Bitte Jacken mitgeben.' }
  const refused = await house.call('announcement.publish', emre, draft)
  expect(answerOf(refused)).toBe('acknowledgement-missing')
  const preview = orFail(
    await house.call('audience.preview', emre, {
      destination: { kind: 'announcement', facility: apfelhof, groups: [sonnen] },
      language: 'de',
    }),
  )
  expect(preview.notice.id).toBe('announcement')
  expect(preview.audience).toMatchObject({ families: 22, staff: 5 })
  const acknowledgement = { preview: preview.token, accepted: true } as const
  const published = orFail(await house.call('announcement.publish', emre, { ...draft, acknowledgement }))
  expect(published).toMatchObject({ title: draft.title, groups: [sonnen], author: { role: 'educator' } })
})

test('[D-05] one acknowledgement serves one publication', async () => {
  const acknowledgement = await acknowledged(house, paula, under(forestDay))
  expect(await publish(paula, forestDay, acknowledgement)).toBe('ok')
  await expectNothing(async () => {
    expect(await publish(paula, forestDay, acknowledgement)).toBe('acknowledgement-used')
  })
  const atOnce = await acknowledged(house, paula, under(forestDay))
  const replies = await Promise.all([1, 2, 3, 4].map(() => publish(paula, forestDay, atOnce)))
  expect(replies.sort()).toEqual(['acknowledgement-used', 'acknowledgement-used', 'acknowledgement-used', 'ok'])
})

test('[D-05] it serves its author, its place and nothing else', async () => {
  await expectNothing(async () => {
    const ofPaula = await acknowledged(house, paula, under(forestDay))
    expect(await publish(paul, forestDay, ofPaula)).toBe('acknowledgement-stale')
    expect(await publish(paula, parentsEvening, ofPaula)).toBe('acknowledgement-stale')
    const toSonnen = await acknowledged(house, emre, { kind: 'announcement', facility: apfelhof, groups: [sonnen] })
    expect(await publish(emre, forestDay, toSonnen)).toBe('acknowledgement-stale')
    const draft = {
      facility: apfelhof,
      title: 'Morgen',
      text,
      acknowledgement: await acknowledged(house, emre, under(forestDay)),
    }
    expect(answerOf(await house.call('announcement.publish', emre, { ...draft, groups: [sonnen] }))).toBe(
      'acknowledgement-stale',
    )
  })
})

test('[D-05, N3] the order in which groups are named makes no other audience, other groups do', async () => {
  const acknowledgement = await acknowledged(house, anna, {
    kind: 'announcement',
    facility: apfelhof,
    groups: [sonnen, igel],
  })
  const draft = { facility: apfelhof, title: 'Ausflug', text, acknowledgement }
  expect(answerOf(await house.call('announcement.publish', anna, { ...draft, groups: [sonnen, wellen] }))).toBe(
    'acknowledgement-stale',
  )
  expect(answerOf(await house.call('announcement.publish', anna, { ...draft, groups: 'all' }))).toBe(
    'acknowledgement-stale',
  )
  expect(answerOf(await house.call('announcement.publish', anna, { ...draft, groups: [igel, sonnen] }))).toBe('ok')
})

/** A preview as the server would have made it, but for what `change` says. */
function sealed(change: Partial<Given>): Acknowledgement {
  const given: Given = {
    preview: house.clock.id() as PreviewId,
    by: paula.as,
    destination: destinationKey(under(forestDay)),
    notice: noticeIn('comment-one-group', 'de'),
    audience: { families: 22, staff: 5, version: 0 },
    at: house.clock.now(),
    ...change,
  }
  return { preview: sealPreview(given, house.ground.macs), accepted: true }
}

test('[D-05, K-104] an older sentence, or one for fewer groups, is not what was to be acknowledged', async () => {
  await expectNothing(async () => {
    const notice = noticeIn('comment-one-group', 'de')
    expect(await publish(paula, forestDay, sealed({ notice: { ...notice, version: notice.version + 1 } }))).toBe(
      'acknowledgement-stale',
    )
    expect(await publish(paula, parentsEvening, sealed({ destination: destinationKey(under(parentsEvening)) }))).toBe(
      'acknowledgement-stale',
    )
  })
  expect(await publish(paula, forestDay, sealed({}))).toBe('ok')
})

test('[D-05] what the server has not sealed is no preview', async () => {
  const { preview = '' } = (await acknowledged(house, paula, under(forestDay))) ?? {}
  const [fields = '', mac = ''] = preview.split('.')
  const forged = Buffer.from(
    Buffer.from(fields, 'base64url')
      .toString()
      .replace(/"by":"[^"]+"/, `"by":"${paul.as}"`),
  ).toString('base64url')
  await expectNothing(async () => {
    for (const wrong of [
      `${forged}.${mac}`,
      `${fields}.`,
      fields,
      `.${mac}`,
      '.',
      `${fields}.${mac}x`,
      `${fields}.${mac.toLowerCase()}`,
      '💌',
    ])
      expect([wrong, await publish(paul, forestDay, { preview: wrong, accepted: true })]).toEqual([
        wrong,
        'acknowledgement-stale',
      ])
  })
})

test('[D-05] an acknowledgement counts for twenty-four hours', async () => {
  const kept = await acknowledged(house, sami, under(gymBags))
  const late = await acknowledged(house, sami, under(gymBags))
  house.clock.advance(24 * 60 * 60 * 1000)
  expect(await publish(sami, gymBags, kept)).toBe('ok')
  house.clock.advance(1)
  await expectNothing(async () => {
    expect(await publish(sami, gymBags, late)).toBe('acknowledgement-stale')
  })
})

test('[N3] whoever was added since is told of first: the author is asked again', async () => {
  const before = await acknowledged(house, paula, under(forestDay))
  const elsewhere = await acknowledged(house, sami, under(gymBags))
  const aunt = { id: '018cc251-f403-7000-8000-00000000a001' as PersonId, name: 'Tante Ilse' }
  const ofSonnen = children.find(({ group }) => group === sonnen)
  await house.installation.admit(
    { ...aunt, email: 'tante@demo.morgenkreis.example', password: null },
    {
      id: '018cc251-f404-7000-8000-00000000a001' as MembershipId,
      person: aunt.id,
      facility: apfelhof,
      role: 'guardian',
      groups: [],
      writes: false,
      rights: [],
      children: [{ child: ofSonnen!.id, label: null, custody: false, household: null }],
    },
  )
  await expectNothing(async () => {
    expect(await publish(paula, forestDay, before)).toBe('audience-changed')
  })
  expect(await publish(paula, forestDay, await acknowledged(house, paula, under(forestDay)))).toBe('ok')
  // In the other group nobody was added.
  expect(await publish(sami, gymBags, elsewhere)).toBe('ok')
})
