import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { InputOf, OperationName, OutputOf, Reply } from '@morgenkreis/protocol'
import { PushOrigin, startGateway, type GatewayProcess, type PushDevice } from '@morgenkreis/sandbox'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { pushSettings } from '../test/push-house.ts'
import { apfelhof, sonnen } from '@morgenkreis/world'
import { emre, guardians, openKita, type Kita, type Member } from './kita.ts'
import { comesTrue } from './phone.ts'

const main = fileURLToPath(new URL('./gateway-with-faults.ts', import.meta.url))
const listeners = guardians.slice(0, 12)

let kita: Kita
let origin: PushOrigin
let folder: string
let env: Record<string, string>
let cookie: string
const gateways: GatewayProcess[] = []
const devices: PushDevice[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'morgenkreis-push-'))
  ;[kita, origin] = await Promise.all([openKita(inject('mongodbUri')), PushOrigin.start()])
  env = { ...kita.env, ...(await pushSettings(origin, folder)), CLOCK_AHEAD_MS: String(untilNoon()) }
  gateways.push(...(await Promise.all([start(), start()])))
  cookie = await kita.cookieOf(emre)
  for (const member of listeners) devices.push(await subscribed(member))
})
afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.kill()))
  await kita.close()
  await origin.close()
  await rm(folder, { recursive: true, force: true })
})

/** In quiet hours nothing would be sent: the gateways believe that it is noon. */
function untilNoon(): number {
  const now = Temporal.Now.zonedDateTimeISO('Europe/Berlin')
  return now.add({ days: 1 }).withPlainTime('12:00').epochMilliseconds - now.epochMilliseconds
}

const start = () => startGateway({ env: { ...env, PORT: '0' }, main })

async function ask<Name extends OperationName>(
  { port }: GatewayProcess,
  who: { cookie: string; as: Member['as'] | null },
  call: { name: Name; input: InputOf<Name>; request?: string },
): Promise<OutputOf<Name>> {
  const { name, input, request = randomUUID() } = call
  const answer = await fetch(`http://127.0.0.1:${port}/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: who.cookie },
    body: JSON.stringify({ as: who.as, request, input }),
  })
  const reply = (await answer.json()) as Reply<Name>
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`)
  return reply.data
}

async function subscribed(member: Member): Promise<PushDevice> {
  const device = origin.device()
  const who = { cookie: await kita.cookieOf(member), as: null }
  await ask(gateways[0]!, who, { name: 'push.subscribe', input: { ...device.subscription, kind: 'android' } })
  return device
}

/** Emre announces something by way of this gateway: each time a topic of its own. */
async function says(gateway: GatewayProcess): Promise<void> {
  const who = { cookie, as: emre.as }
  const [facility, groups] = [apfelhof, [sonnen]]
  const destination = { kind: 'announcement' as const, facility, groups }
  const { token } = await ask(gateway, who, { name: 'audience.preview', input: { destination, language: 'de' } })
  const acknowledgement = { preview: token, accepted: true as const }
  const input = { facility, groups, title: 'Morgen', text: 'Bis morgen!', acknowledgement }
  await ask(gateway, who, { name: 'announcement.publish', input })
}

/** Different things that a device was told of; the same one twice has one id and one topic. */
function toldOf(device: PushDevice): number {
  const pushes = origin.pushed.filter((one) => one.device === device)
  const ids = new Set(pushes.map(({ text }) => text))
  expect(new Set(pushes.map(({ headers }) => headers['topic'])).size).toBe(ids.size)
  return ids.size
}

/** Of each device the whole of it, and no more. */
async function everybodyTold(things: number): Promise<void> {
  const each = () => devices.map(toldOf)
  await comesTrue(() => each().every((many) => many >= things), `everybody was told of ${things} things`, 90_000)
  await comesTrue(
    async () => (await kita.ground.notify.deliveries.model.countDocuments({ state: 'waiting' })) === 0,
    'nothing waits',
    90_000,
  )
  expect(each()).toEqual(devices.map(() => things))
}

let things = 0

test('[I10, K-85] killed while pushes are on their way: nothing is lost, and doubles collapse by topic', async () => {
  await says(gateways[0]!)
  things += 1
  await everybodyTold(things)
  // Whoever sends now is killed while its pushes wait for their answers.
  const before = origin.pushed.length
  origin.answer = () => null
  await says(gateways[0]!)
  things += 1
  await comesTrue(() => origin.pushed.length > before + 3, 'some pushes are on their way')
  await gateways[0]!.kill()
  origin.answer = () => ({ status: 201 })
  await says(gateways[1]!)
  things += 1
  await everybodyTold(things)
  expect(origin.pushed.length).toBeGreaterThan(things * devices.length)
}, 150_000)

test('[I10, K-85] killed right after the reply, again and again: what was said is pushed by the other one', async () => {
  for (let round = 0; round < 3; round += 1) {
    gateways[0] = await start()
    await says(gateways[0])
    things += 1
    await gateways[0].kill()
  }
  await everybodyTold(things)
}, 150_000)

test('[I10, K-85] all gateways gone: what waited is pushed when one is back', async () => {
  origin.answer = () => ({ status: 503 })
  await says(gateways[1]!)
  things += 1
  await gateways[1]!.kill()
  origin.answer = () => ({ status: 201 })
  gateways[1] = await start()
  await everybodyTold(things)
}, 150_000)
