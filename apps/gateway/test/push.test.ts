import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { apfelhof, sonnen, wellen } from '@morgenkreis/world'
import { DeliveryId, SubscriptionId } from '@morgenkreis/protocol'
import type { PushDevice, PushOrigin } from '@morgenkreis/sandbox'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { anna, answerOf, clara, emre, forestDay, orFail, paul, paula, sami } from './cast.ts'
import type { Caller, House } from './house.ts'
import { openPushHouse, type PushHouse, toClock } from './push-house.ts'
import { mostTries } from '../src/shell/notify/settle.ts'
import { topicOf, type Topic } from '../src/shell/push/topic.ts'
import { announce, comment } from './writing.ts'

let push: PushHouse
let house: House
let origin: PushOrigin
beforeAll(async () => {
  push = await openPushHouse()
  house = push.house
  origin = push.origin
  toNoon()
})
afterAll(() => push.close())
beforeEach(() => toNoon())
afterEach(() => {
  origin.answer = () => ({ status: 201 })
})

const hourMs = 60 * 60 * 1000
const patience = { timeout: 15_000, interval: 20 }

/** When nothing is quiet. */
const toNoon = () => toClock(house, '12:00')

const self = ({ person }: Caller) => ({ person, as: null })
const firstTold = (device: PushDevice) => DeliveryId.parse(origin.toldTo(device)[0]?.id)
const told = (device: PushDevice) => origin.toldTo(device).map(({ category }) => category)
const tellsSun = () => announce(house, emre, { facility: apfelhof, groups: [sonnen] })
/** What happened before is known to have been followed: who hears everything was told of this. */
async function untilTold(device: PushDevice, many: number): Promise<void> {
  await expect.poll(() => told(device).length, patience).toBe(many)
}
const rows = (like: object) => house.ground.notify.deliveries.model.find(like).lean()

test('[D-06] a notification reaches the devices of who hears it, and nobody else’s, not the author’s', async () => {
  const [mother, father, other, author] = await Promise.all([paula, paul, sami, emre].map((who) => push.subscribe(who)))
  await tellsSun()
  await Promise.all([untilTold(mother!.device, 1), untilTold(father!.device, 1)])
  await comment(house, paul, forestDay, 'Wir sind dabei.')
  await Promise.all([untilTold(mother!.device, 2), untilTold(author!.device, 1)])
  await expect.poll(() => rows({ state: 'waiting' }), patience).toEqual([])
  expect([mother, father, other, author].map((one) => told(one!.device))).toEqual([
    ['announcements', 'comments'],
    ['announcements'],
    [],
    ['comments'],
  ])
})

test('[K-08, push-03] what leaves the house is a category and an opaque id, of one size, signed, with a topic', async () => {
  const { device } = await push.subscribe(paula)
  const { id } = await tellsSun()
  await comment(house, paul, forestDay, 'Mit Regenjacke.')
  await untilTold(device, 2)
  const pushes = origin.pushed.filter((one) => one.device === device)
  expect(new Set(pushes.map(({ body }) => body.length)).size).toBe(1)
  for (const { text, headers } of pushes) {
    expect(Object.keys(JSON.parse(text) as object).sort()).toEqual(['category', 'id'])
    expect(text).not.toContain(id)
    expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'normal', ttl: '86400' })
    expect(headers['topic']).toMatch(/^[\w-]{32}$/)
    expect(headers['authorization']).toMatch(/^vapid t=[\w-]+\.[\w-]+\.[\w-]+, k=[\w-]{87}$/)
  }
  const signatures = new Set(origin.pushed.map(({ headers }) => headers['authorization']))
  const { aud, sub } = JSON.parse(
    Buffer.from(pushes[0]!.headers['authorization']!.split('.')[1]!, 'base64url').toString(),
  ) as { aud: string; sub: string }
  expect({ aud, sub }).toEqual({ aud: origin.origin, sub: 'mailto:operator@kita.example' })
  // Signed once in twelve hours, not with every push.
  expect(signatures.size).toBeLessThan(3)
  expect(pushes[0]!.headers['topic']).not.toBe(pushes[1]!.headers['topic'])
})

test('[D-06, K-36] the one who got it learns what it is about, nobody else does', async () => {
  const { device } = await push.subscribe(paula)
  const { id } = await tellsSun()
  await untilTold(device, 1)
  const delivery = firstTold(device)
  const opened = orFail(await house.call('push.open', self(paula), { delivery }))
  expect(opened).toEqual({ thread: { kind: 'announcement', id }, as: [paula.as] })
  expect(answerOf(await house.call('push.open', self(paul), { delivery }))).toBe('not-found')
  expect(answerOf(await house.call('push.open', self(anna), { delivery }))).toBe('not-found')
  orFail(await house.call('announcement.remove', emre, { announcement: id }))
  expect(orFail(await house.call('push.open', self(paula), { delivery }))).toEqual({ thread: null, as: [] })
})

test('[push-08, I10] what leads to the same place is of one topic: the newest takes the place of those before', async () => {
  const [mother, author] = await Promise.all([push.subscribe(paula), push.subscribe(emre)])
  const first = await comment(house, paul, forestDay, 'Wer fährt mit?')
  await untilTold(mother.device, 1)
  const second = await comment(house, paul, forestDay, 'Ich habe zwei Plätze.')
  await Promise.all([untilTold(mother.device, 2), untilTold(author.device, 2)])
  const of = (device: PushDevice) => origin.pushed.filter((one) => one.device === device)
  const [one, other] = of(mother.device)
  expect(other!.headers['topic']).toBe(one!.headers['topic'])
  expect(other!.text).toBe(one!.text)
  // Encrypted once: byte by byte the same.
  expect(other!.body).toEqual(one!.body)
  // Nobody outside can tell that two devices are told of the same.
  const names = (device: PushDevice) => new Set(of(device).flatMap(({ text, headers }) => [text, headers['topic']]))
  expect(names(mother.device).isDisjointFrom(names(author.device))).toBe(true)
  // An announcement is another topic than what is said under it, and so is the same thread on another day.
  const announced = await tellsSun()
  await untilTold(mother.device, 3)
  await comment(house, paul, announced.id, 'Danke!')
  await untilTold(mother.device, 4)
  house.clock.advance(24 * hourMs)
  await comment(house, paul, forestDay, 'Gestern war es schön.')
  await untilTold(mother.device, 5)
  expect(new Set(of(mother.device).map(({ headers }) => headers['topic'])).size).toBe(4)
  // What it leads to, while any of it can be read.
  const delivery = firstTold(mother.device)
  const opened = async () => orFail(await house.call('push.open', self(paula), { delivery })).thread
  const thread = { kind: 'announcement', id: forestDay }
  expect(await opened()).toEqual(thread)
  orFail(await house.call('comment.remove', paul, { comment: second.id }))
  expect(await opened()).toEqual(thread)
  orFail(await house.call('comment.remove', paul, { comment: first.id }))
  expect(await opened()).toBeNull()
})

test('[push-08] whom it is for, which device, what, how urgent, where and when: each makes another topic', () => {
  const one: Topic = {
    ...{ subscription: SubscriptionId.parse(randomUUID()), person: paula.person, category: 'announcements' },
    ...{ urgent: false, thread: { kind: 'announcement', id: forestDay }, day: '2026-03-02' },
  }
  const others: Partial<Topic>[] = [
    { subscription: SubscriptionId.parse(randomUUID()) },
    { person: paul.person },
    { category: 'comments' },
    { urgent: true },
    { thread: { kind: 'poll', id: forestDay as never } },
    { day: '2026-03-03' },
  ]
  const names = [one, { ...one }, ...others.map((more) => ({ ...one, ...more }))].map(topicOf)
  expect(new Set(names).size).toBe(1 + others.length)
  for (const name of names) expect(DeliveryId.parse(name)).toBe(name)
})

test('[push-08] what waited together for one place rings once; a row without a topic goes by its own id', async () => {
  const { device } = await push.subscribe(paula)
  toClock(house, '22:00')
  await comment(house, paul, forestDay, 'Noch wach?')
  await comment(house, paul, forestDay, 'Gute Nacht.')
  const waiting = () => rows({ person: paula.person, state: 'waiting' })
  await expect.poll(waiting, patience).toHaveLength(2)
  toClock(house, '06:30')
  await untilTold(device, 1)
  await expect.poll(waiting, patience).toEqual([])
  expect(told(device)).toEqual(['comments'])
  toClock(house, '22:00')
  await tellsSun()
  await expect.poll(waiting, patience).toHaveLength(1)
  const _id = DeliveryId.parse((await waiting())[0]?._id)
  await house.ground.notify.deliveries.native.updateOne({ _id }, { $unset: { topic: 1 } })
  toClock(house, '06:30')
  await untilTold(device, 2)
  expect(origin.toldTo(device)[1]?.id).toBe(_id)
  expect(orFail(await house.call('push.open', self(paula), { delivery: _id })).as).toEqual([paula.as])
})

test('[K-95, D-06] what a person does not want to be told of does not ring', async () => {
  const { device } = await push.subscribe(paula)
  const wanted = { categories: ['announcements' as const], quiet: 'off' as const, mail: true }
  expect(orFail(await house.call('push.prefer', self(paula), wanted))).toEqual(wanted)
  await comment(house, paul, forestDay, 'Das klingelt nicht.')
  await tellsSun()
  await untilTold(device, 1)
  expect(told(device)).toEqual(['announcements'])
  expect(orFail(await house.call('push.list', self(paula), {})).preferences).toEqual(wanted)
  await house.call('push.prefer', self(paula), { ...wanted, categories: ['announcements', 'comments'] })
})

test('[N5] in quiet hours nothing rings; when they are over, one digest does', async () => {
  const { device } = await push.subscribe(paula)
  toClock(house, '22:00')
  await tellsSun()
  await comment(house, paul, forestDay, 'Noch wach?')
  await expect.poll(() => rows({ person: paula.person, state: 'waiting' }), patience).toHaveLength(2)
  toClock(house, '06:29')
  await pause(1_500)
  expect(told(device)).toEqual([])
  toClock(house, '06:30')
  await untilTold(device, 1)
  expect(told(device)).toEqual(['digest'])
  const delivery = firstTold(device)
  const thread = { kind: 'post', id: apfelhof }
  expect(orFail(await house.call('push.open', self(paula), { delivery }))).toEqual({ thread, as: [paula.as] })
  expect(answerOf(await house.call('push.open', self(paul), { delivery }))).toBe('not-found')
  expect(await rows({ person: paula.person, state: 'waiting' })).toEqual([])
})

test('[N5] one thing alone is no digest, and what was removed over night does not ring', async () => {
  const { device } = await push.subscribe(paula)
  toClock(house, '22:00')
  const { id } = await tellsSun()
  await comment(house, paul, forestDay, 'Gute Nacht.')
  await expect.poll(() => rows({ person: paula.person, state: 'waiting' }), patience).toHaveLength(2)
  orFail(await house.call('announcement.remove', emre, { announcement: id }))
  toClock(house, '06:30')
  await untilTold(device, 1)
  expect(told(device)).toEqual(['comments'])
})

test('[N5] own quiet hours hold for their person alone', async () => {
  const [mother, father] = await Promise.all([push.subscribe(paula), push.subscribe(paul)])
  const quiet = { from: '11:45', to: '14:00' }
  await house.call('push.prefer', self(paula), { categories: ['announcements', 'comments'], quiet, mail: true })
  await tellsSun()
  await untilTold(father.device, 1)
  expect(told(mother.device)).toEqual([])
  house.clock.advance(2 * hourMs)
  await untilTold(mother.device, 1)
  await house.call('push.prefer', self(paula), { categories: ['announcements', 'comments'], quiet: 'off', mail: true })
})

test('[N5] what is urgent passes quiet hours', async () => {
  const { device } = await push.subscribe(paula)
  toClock(house, '22:00')
  await tellsSun()
  await expect.poll(() => rows({ person: paula.person, state: 'waiting' }), patience).toHaveLength(1)
  const [waiting] = await rows({ person: paula.person, state: 'waiting' })
  await house.ground.notify.deliveries.model.updateOne(
    { _id: waiting!._id },
    { $set: { urgent: true, dueAt: house.clock.now() } },
  )
  await untilTold(device, 1)
  expect(origin.pushed.at(-1)!.headers['urgency']).toBe('high')
})

test('[K-35] after a removal was answered nothing more is pushed, not even what was on its way', async () => {
  const { device } = await push.subscribe(sami)
  let arrived = 0
  origin.answer = (one) => {
    if (one.device !== device) return { status: 201 }
    arrived += 1
    return null
  }
  await announce(house, anna, { facility: apfelhof, groups: [wellen] })
  await expect.poll(() => arrived, patience).toBe(1)
  orFail(await house.call('membership.remove', anna, { membership: sami.as }))
  origin.answer = () => ({ status: 201 })
  await announce(house, anna, { facility: apfelhof, groups: [wellen] })
  house.clock.advance(hourMs)
  await expect.poll(() => rows({ person: sami.person, state: 'waiting' }), patience).toEqual([])
  expect(told(device)).toHaveLength(1)
})

test('[K-56, K-53, D-06] the logout ends the notifications of this device, and of no other one', async () => {
  const headers = { cookie: `morgenkreis=${await house.installation.openSession(paula.person)}` }
  const call = async (name: string, input: object) => {
    const body = JSON.stringify({ as: null, input })
    const asked = { method: 'POST', body, headers: { ...headers, 'content-type': 'application/json' } }
    return (await fetch(`${house.gateway.origin}/api/${name}`, asked)).json() as Promise<{ ok: boolean }>
  }
  const [here, elsewhere] = [origin.device(), await push.subscribe(paula)]
  expect(await call('push.subscribe', { ...here.subscription, kind: 'android' })).toMatchObject({ ok: true })
  expect(orFail(await house.call('push.list', self(paula), {})).devices).toHaveLength(2)
  expect(await call('session.close', {})).toMatchObject({ ok: true })
  expect(orFail(await house.call('push.list', self(paula), {})).devices).toHaveLength(1)
  await tellsSun()
  await untilTold(elsewhere.device, 1)
  expect(told(here)).toEqual([])
})

test('[push-04] 404 and 410 remove the subscription', async () => {
  const { device } = await push.subscribe(clara)
  origin.answer = ({ device: at }) => ({ status: at === device ? 410 : 201 })
  await tellsSun()
  await expect.poll(async () => orFail(await house.call('push.list', self(clara), {})).devices, patience).toEqual([])
  await expect.poll(() => rows({ person: clara.person, state: 'waiting' }), patience).toEqual([])
})

test('[push-04, I10] a push service that is busy is asked again, not sooner than it said', async () => {
  const { device } = await push.subscribe(clara)
  const times: number[] = []
  origin.answer = (one) => {
    if (one.device !== device) return { status: 201 }
    times.push(house.clock.now().getTime())
    return times.length === 1 ? { status: 429, headers: { 'retry-after': '600' } } : { status: 201 }
  }
  await tellsSun()
  await expect.poll(() => times.length, patience).toBe(1)
  // The answer is written down: from then on it counts.
  await expect.poll(async () => (await rows({ person: clara.person, tries: 1 })).length, patience).toBe(1)
  house.clock.advance(599_000)
  await pause(1_500)
  expect(times).toHaveLength(1)
  house.clock.advance(60_000)
  await expect.poll(() => times.length, patience).toBe(2)
  expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(600_000)
  await expect.poll(() => rows({ person: clara.person, state: 'waiting' }), patience).toEqual([])
})

test('[push-04] what is not believed is signed anew once, and who was too slow is asked again', async () => {
  const { device, subscribed } = await push.subscribe(clara)
  const of = () => origin.pushed.filter((one) => one.device === device)
  const answers = [403, 201]
  origin.answer = ({ device: at }) => ({ status: at === device ? (answers.shift() ?? 403) : 201 })
  const tried = async () => {
    house.clock.advance(10_000)
    return orFail(await house.call('push.test', self(clara), { subscription: subscribed.id })).outcome
  }
  expect(await tried()).toBe('taken')
  expect(of()).toHaveLength(2)
  // Twice not believed, it is refused: whoever goes on would go on for ever.
  expect(await tried()).toBe('refused')
  expect(of()).toHaveLength(4)
  origin.answer = ({ device: at }) => ({ status: at === device ? 408 : 201 })
  expect(await tried()).toBe('later')
})

test('[push-04] what cannot be delivered is given up, and the operator sees that and nothing of it', async () => {
  const { device } = await push.subscribe(clara)
  origin.answer = ({ device: at }) => ({ status: at === device ? 503 : 201 })
  const { id } = await tellsSun()
  const dead = () => rows({ person: clara.person, state: 'dead' })
  for (let tries = 1; tries <= mostTries; tries += 1) {
    await expect.poll(() => told(device).length, patience).toBe(tries)
    await expect.poll(() => rows({ person: clara.person, lease: { $ne: null } }), patience).toEqual([])
    toNoon()
  }
  await expect.poll(dead, patience).toHaveLength(1)
  const line = house.logged.filter((one) => one.includes('a delivery was given up'))
  expect(line).toHaveLength(1)
  expect(line[0]).not.toContain(id)
  expect(line[0]).not.toContain(origin.origin)
  const metrics = async () => (await fetch(`${house.gateway.origin}/metrics`)).text()
  await expect.poll(metrics, { timeout: 20_000, interval: 500 }).toMatch(/^morgenkreis_deliveries_dead 1$/m)
}, 60_000)

test('[push-05] a push service that never answers, answers too much, or sends elsewhere harms nobody', async () => {
  const { subscribed, device } = await push.subscribe(paula)
  const outcome = async () => {
    house.clock.advance(10_000)
    return orFail(await house.call('push.test', self(paula), { subscription: subscribed.id })).outcome
  }
  expect(await outcome()).toBe('taken')
  expect(told(device)).toEqual(['test'])
  origin.answer = () => null
  const began = performance.now()
  expect(await outcome()).toBe('later')
  expect(performance.now() - began).toBeLessThan(7_000)
  origin.answer = () => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' } })
  expect(await outcome()).toBe('refused')
  origin.answer = () => ({ status: 201, body: 'x'.repeat(10_000_000) })
  expect(await outcome()).toBe('taken')
  origin.answer = () => ({ status: 404 })
  expect(await outcome()).toBe('gone')
  expect(orFail(await house.call('push.list', self(paula), {})).devices).toEqual([])
}, 30_000)

test('[push-05] the test button works once in five seconds, and for the own devices alone', async () => {
  const { subscribed } = await push.subscribe(paula)
  const input = { subscription: subscribed.id }
  expect(answerOf(await house.call('push.test', self(paul), input))).toBe('not-found')
  expect(answerOf(await house.call('push.test', self(paula), { subscription: randomUUID() as never }))).toBe(
    'not-found',
  )
  expect(answerOf(await house.call('push.test', self(paula), input))).toBe('ok')
  expect(answerOf(await house.call('push.test', self(paula), input))).toBe('rate-limited')
})

test('[push-01] a foreign host, this machine, a plain address, a wrong key: refused, and never asked', async () => {
  const { keys } = origin.device().subscription
  const subscribe = (endpoint: string, more: object = {}) =>
    house.call('push.subscribe', self(paula), { endpoint, keys: { ...keys, ...more }, kind: 'other' })
  const refused = { ok: false, error: { code: 'invalid', at: 'input.endpoint' } }
  for (const endpoint of [
    'https://push.example/abc',
    'https://127.0.0.1/abc',
    'https://[::1]:8443/abc',
    'https://localhost/abc',
    'https://10.0.0.1/abc',
    'https://169.254.169.254/latest',
    `${origin.origin.replace('127.0.0.1', '127.0.0.2')}/abc`,
    'https://fcm.googleapis.com:444/abc',
    'https://a:b@fcm.googleapis.com/abc',
  ])
    expect([endpoint, await subscribe(endpoint)]).toMatchObject([endpoint, refused])
  for (const endpoint of ['http://fcm.googleapis.com/abc', 'file:///etc/passwd', 'abc', ''])
    expect([endpoint, answerOf(await subscribe(endpoint))]).toEqual([endpoint, 'invalid'])
  const good = `${origin.origin}/push/x`
  expect(answerOf(await subscribe(good, { p256dh: 'A'.repeat(87) }))).toBe('invalid')
  expect(answerOf(await subscribe(good, { auth: 'A' }))).toBe('invalid')
  expect(answerOf(await subscribe(good, { auth: 'A'.repeat(23) }))).toBe('invalid')
})

test('[K-67] the database holds no endpoint and no key of a device', async () => {
  const { device } = await push.subscribe(paula)
  const raw = JSON.stringify(await house.ground.notify.subscriptions.native.find({}).toArray())
  const { endpoint, keys } = device.subscription
  for (const secret of [endpoint, keys.auth, keys.p256dh, new URL(endpoint).host]) expect(raw).not.toContain(secret)
})
