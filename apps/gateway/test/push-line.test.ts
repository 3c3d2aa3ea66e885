import { setTimeout as pause } from 'node:timers/promises'
import { PushOrigin } from '@morgenkreis/sandbox'
import { expect, onTestFinished, test } from 'vitest'
import { Line } from '../src/shell/push/line.ts'
import { encrypted } from '../src/shell/push/sender.ts'
import { AddressNotPublic, lookupPublic } from '../src/shell/push/public-address.ts'

const versions = [
  { old: false, version: '2.0', lines: 1 },
  { old: true, version: '1.1', lines: 8 },
] as const

async function begin(old: boolean) {
  const origin = await PushOrigin.start(old)
  const line = new Line(origin.origin, { ca: origin.ca })
  onTestFinished(async () => {
    line.close()
    await origin.close()
  })
  const { subscription } = origin.device()
  const body = encrypted(subscription, Buffer.from('{}'))
  if (body === null) throw new Error('the keys of the device are none')
  const post = (signal?: AbortSignal) =>
    line.post(subscription.endpoint, { headers: { 'content-length': body.length }, body, signal })
  const status = () => post().then((answer) => answer.status)
  return { origin, post, status, endpoint: subscription.endpoint, body }
}

const eight = <Result>(ask: () => Promise<Result>) => Promise.all(Array.from({ length: 8 }, ask))

test.each(versions)(
  '[push-05] what goes to a service of HTTP/$version at once shares its connections',
  async (given) => {
    const { origin, status } = await begin(given.old)
    expect(await eight(status)).toEqual(Array(8).fill(201))
    expect(new Set(origin.pushed.map(({ by }) => by))).toEqual(new Set([given.version]))
    // The first of the old ones asked what it speaks, and closed.
    await expect.poll(() => origin.connections).toBe(given.lines)
    await eight(status)
    expect(origin.connections).toBe(given.lines)
  },
)

test('[push-05] no redirect, no more than 4 KB, no more than five seconds', async () => {
  const limits = async (old: boolean) => {
    const { origin, post, status } = await begin(old)
    origin.answer = () => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' } })
    expect(await status()).toBe(302)
    origin.answer = () => ({ status: 429, headers: { 'retry-after': '7' } })
    expect((await post()).headers['retry-after']).toBe('7')
    origin.answer = () => ({ status: 201, body: 'x'.repeat(10_000_000) })
    expect(await status()).toBe(201)
    origin.answer = () => null
    const began = performance.now()
    await expect(post()).rejects.toThrow()
    expect(performance.now() - began).toBeGreaterThan(4_000)
    expect(performance.now() - began).toBeLessThan(7_000)
    origin.answer = () => ({ status: 201 })
    expect(await status()).toBe(201)
  }
  await Promise.all([limits(false), limits(true)])
}, 20_000)

test.each(versions)('[K-35] HTTP/$version: stopped before it leaves, it never does', async ({ old }) => {
  const { origin, post, status } = await begin(old)
  const early = new AbortController()
  const connecting = post(early.signal)
  early.abort()
  await expect(connecting).rejects.toThrow()
  await expect(post(AbortSignal.abort())).rejects.toThrow()
  expect(await status()).toBe(201)
  expect(origin.pushed).toHaveLength(1)
  origin.answer = () => null
  const late = new AbortController()
  const began = performance.now()
  const waiting = post(late.signal)
  await expect.poll(() => origin.pushed.length).toBe(2)
  late.abort()
  await expect(waiting).rejects.toThrow()
  expect(performance.now() - began).toBeLessThan(4_000)
})

test.each(versions)(
  '[push-04] HTTP/$version: a service that ends its connections is connected to anew',
  async ({ old }) => {
    const { origin, post, status } = await begin(old)
    expect(await status()).toBe(201)
    origin.answer = () => null
    const waiting = post()
    await expect.poll(() => origin.pushed.length).toBe(2)
    origin.cut()
    await expect(waiting).rejects.toThrow()
    origin.answer = () => ({ status: 201 })
    await pause(20)
    expect(await status()).toBe(201)
  },
)

test.each(versions)(
  '[push-01] HTTP/$version: a name that leads to this machine is not connected to',
  async ({ old }) => {
    const { origin, endpoint, body } = await begin(old)
    const here = endpoint.replace('127.0.0.1', 'localhost')
    const line = new Line(new URL(here).origin, { ca: origin.ca, lookup: lookupPublic })
    await expect(line.post(here, { headers: {}, body })).rejects.toBeInstanceOf(AddressNotPublic)
    expect([origin.connections, origin.pushed]).toEqual([0, []])
  },
)
