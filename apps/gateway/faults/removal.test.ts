import { setTimeout as pause } from 'node:timers/promises'
import { expect, inject, test } from 'vitest'
import { Crowd } from './crowd.ts'
import { House } from './house.ts'
import { anna, emre, paul, paula } from './kita.ts'
import { MongoLine } from './mongo-line.ts'
import { comesTrue, type Phone } from './phone.ts'
import { wrongs } from './verdict.ts'

const leaseMs = 10_000
const patienceMs = 12_500

test.concurrent(
  '[K-35] a removal waits for the leases of a frozen gateway and of one that cannot read; then nothing is delivered',
  async ({ onTestFinished }) => {
    const uri = inject('mongodbUri')
    const lines = [undefined, await MongoLine.to(uri), await MongoLine.to(uri)] as const
    const house = await House.open({ mongodbUri: uri, gateways: 3, lines })
    onTestFinished(() => house.close())
    const [healthy, frozen, blind] = house.gateways.map(({ port }) => port)
    const [admin] = (await house.live([anna], healthy!)) as [Phone]
    const [onFrozen, author] = (await house.live([paula, paul], frozen!)) as [Phone, Phone]
    const [onBlind, colleague] = (await house.live([paula, emre], blind!)) as [Phone, Phone]
    const crowd = new Crowd([admin, onFrozen, author, colleague])
    await crowd.say(author)

    // A comment of which the frozen gateway hears only when it wakes that it was stored.
    const held = lines[1].holdNextCommit()
    const said = crowd.say(author, 'Im Eis')
    await held
    house.signal(1, 'SIGSTOP')
    lines[1].line.answer()
    lines[2].line.flow = { there: 'stands', back: 'stands' }
    const frozenAt = performance.now()

    const took = await crowd.remove(admin, onFrozen)
    onBlind.removedAt = onFrozen.removedAt
    process.stdout.write(`removal beside a frozen and a blind gateway: replied after ${Math.round(took)} ms\n`)
    expect(took).toBeGreaterThan(leaseMs - 2_000)
    expect(took).toBeLessThan(patienceMs)
    // The blind gateway has closed its sockets by itself.
    expect(onBlind.closedAt[0]! - frozenAt).toBeLessThan(leaseMs + 1_000)
    expect(onBlind.closedAt[0]!).toBeLessThan(onBlind.removedAt!)
    expect(colleague.closedAt.length).toBeGreaterThan(0)

    const bytes = onFrozen.received.length
    house.signal(1, 'SIGCONT')
    lines[2].line.flow = { there: 'flows', back: 'flows' }
    await comesTrue(() => onFrozen.closedAt.length > 0, 'the frozen gateway closes the socket of who was removed')
    await said
    await pause(500)
    expect(onFrozen.received.slice(bytes).filter((packet) => packet.includes('slice'))).toEqual([])
    expect(onFrozen.received.join()).not.toContain('Im Eis')
    expect(await wrongs(house.kita, crowd, house.phones)).toEqual([])
  },
)

test.concurrent(
  '[K-35] a gateway frozen in the middle of a transaction holds up a removal no longer than its lease',
  async ({ onTestFinished }) => {
    const uri = inject('mongodbUri')
    const lines = [undefined, await MongoLine.to(uri)] as const
    const house = await House.open({ mongodbUri: uri, gateways: 2, lines })
    onTestFinished(() => house.close())
    const [healthy, frozen] = house.gateways.map(({ port }) => port)
    const [admin, colleague] = (await house.live([anna, emre], healthy!)) as [Phone, Phone]
    const [leaving, author] = (await house.live([paula, paul], frozen!)) as [Phone, Phone]
    const crowd = new Crowd([admin, colleague, leaving, author])
    await crowd.say(leaving)
    await crowd.say(author)

    // Keys were stored, too.
    const before = lines[1].commits
    lines[1].fates.push('breaks', 'breaks', 'breaks', 'breaks')
    const said = [crowd.say(leaving, 'Zu spät'), crowd.say(author, 'Noch da')]
    await comesTrue(() => lines[1].commits > before, 'a transaction waits for its commit')
    house.signal(1, 'SIGSTOP')
    const took = await crowd.remove(admin, leaving)
    process.stdout.write(`removal beside a gateway frozen in a transaction: replied after ${Math.round(took)} ms\n`)
    expect(took).toBeLessThan(patienceMs + 3_000)

    house.signal(1, 'SIGCONT')
    await comesTrue(() => leaving.closedAt.length > 0, 'the socket of who was removed is closed')
    expect(await Promise.all(said)).toEqual([false, true])
    expect(crowd.refused).toMatchObject([{ who: leaving.member.who, code: 'no-membership' }])
    expect(await wrongs(house.kita, crowd, house.phones)).toEqual([])
  },
)

test.concurrent(
  '[K-35] a gateway that is gone while the clock of the database jumped back holds up a removal no longer than a lease',
  async ({ onTestFinished }) => {
    const house = await House.open({ mongodbUri: inject('mongodbUri') })
    onTestFinished(() => house.close())
    const [admin, leaving] = (await house.live([anna, paula], house.gateways[0]!.port)) as [Phone, Phone]
    const crowd = new Crowd([admin, leaving])
    // What the database shows then: a lease that ends in an hour, and nobody who has it.
    const until = new Date(Date.now() + 3_600_000)
    await house.kita.ground.fleet.native.insertOne({ _id: 'gone', until, round: 7, seen: {} })
    const took = await crowd.remove(admin, leaving)
    expect(took).toBeGreaterThan(leaseMs - 1_000)
    expect(took).toBeLessThan(patienceMs)
    expect(await wrongs(house.kita, crowd, [admin, leaving])).toEqual([])
  },
)
