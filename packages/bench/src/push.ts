import { createECDH } from 'node:crypto'
import { PushDevice } from '@morgenkreis/sandbox'
import { startNode, type Child } from './child.ts'
import type { Options } from './options.ts'
import { pinning } from './pinning.ts'
import { isLoaded, isReady, isReceiver, isSent, ways, type Beginning, type Receiver, type Way } from './push/orders.ts'
import { median, rounded } from './statistics.ts'
import { usageOf } from './targets/measured.ts'

const devices = 200

export interface PushFigure {
  readonly name: Way
  /** Notifications per second of the sender's processor time: the median of the runs. */
  readonly perCpuSecond: number
  readonly perSecond: number
  readonly failed: number
  readonly takes: number[]
}

interface Take {
  readonly perCpuSecond: number
  readonly perSecond: number
  readonly failed: number
}

const file = (name: string) => new URL(`./push/${name}.ts`, import.meta.url).pathname

/** Notifications per processor second of our sender, beside the library's, turn by turn before one push service. */
export async function push(options: Options, say: (line: string) => void): Promise<PushFigure[]> {
  const { gateway: core, rest, said } = pinning()
  say(said)
  const receiver = startNode(file('receiver'), { cores: rest })
  const found = (await receiver.next(isReceiver)).receiver
  const senders: { way: Way; child: Child; takes: Take[] }[] = []
  try {
    for (const way of ways) senders.push({ way, child: await sender(way, found, core), takes: [] })
    for (let run = 1; run <= options.runs; run += 1) {
      for (const { way, child, takes } of senders) {
        const take = await measure(child, options.seconds)
        takes.push(take)
        say(`  run ${run}, ${way}: ${Math.round(take.perCpuSecond)} per CPU-second, ${Math.round(take.perSecond)}/s`)
      }
    }
  } finally {
    await Promise.all([...senders.map(({ child }) => child.stop()), receiver.stop()])
  }
  return senders.map(({ way, takes }) => ({
    name: way,
    perCpuSecond: Math.round(median(takes.map((take) => take.perCpuSecond))),
    perSecond: Math.round(median(takes.map((take) => take.perSecond))),
    failed: takes.reduce((all, { failed }) => all + failed, 0),
    takes: takes.map((take) => Math.round(take.perCpuSecond)),
  }))
}

async function sender(way: Way, { port, cert }: Receiver, cores: string | undefined): Promise<Child> {
  const curve = createECDH('prime256v1')
  const publicKey = curve.generateKeys('base64url')
  const privateKey = Buffer.from(curve.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url')
  const subscriptions = Array.from(
    { length: devices },
    (_, n) => new PushDevice(`https://127.0.0.1:${port}/push/${n}`).subscription,
  )
  const beginning: Beginning = { way, ca: cert, key: { publicKey, privateKey }, subscriptions }
  const child = startNode(file('sending'), { cores, measured: true })
  await child.next(isLoaded)
  child.process.send(beginning)
  await child.next(isReady)
  return child
}

async function measure(child: Child, seconds: number): Promise<Take> {
  // Warm first: connections, and code that is compiled.
  await volley(child, seconds / 3)
  const before = await usageOf(child)
  const began = performance.now()
  const { sent, failed } = await volley(child, seconds)
  const lasted = (performance.now() - began) / 1000
  const { cpu } = await usageOf(child)
  return { perCpuSecond: sent / (cpu - before.cpu), perSecond: sent / lasted, failed }
}

async function volley(child: Child, seconds: number) {
  const done = child.next(isSent)
  child.process.send({ sendForMs: seconds * 1000 })
  return done
}

export function pushRatios(figures: readonly PushFigure[]): Record<string, number> {
  const of = (name: Way) => figures.find((figure) => figure.name === name)
  const [own, first, library, encryption] = [of('ours'), of('ours-first'), of('web-push'), of('encryption')]
  if (!own || !first || !library || !encryption) return {}
  return {
    'push ours/web-push': rounded(own.perCpuSecond / library.perCpuSecond),
    // Where each is of a topic of its own, so that each is encrypted; and how far any sender could get that encrypts each.
    'push each its own topic ours/web-push': rounded(first.perCpuSecond / library.perCpuSecond),
    'encryption alone/web-push': rounded(encryption.perCpuSecond / library.perCpuSecond),
  }
}
