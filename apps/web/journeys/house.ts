import { cp, mkdtemp, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { randomUUID } from 'node:crypto'
import type {
  AnnouncementId,
  InputOf,
  MembershipId,
  OperationName,
  OutputOf,
  PersonId,
  Reply,
} from '@morgenkreis/protocol'
import { sessionCookie } from '@morgenkreis/protocol'
import {
  buildWeb,
  freePort,
  launchChromium,
  openDemoGround,
  startGateway,
  webFolder,
  webHandler,
} from '@morgenkreis/sandbox'
import type { DemoGround } from '@morgenkreis/sandbox'
import type { Browser } from 'playwright-core'
import { expect, inject } from 'vitest'
import type { Actor } from './cast.ts'
import { Window, type WindowOptions } from './window.ts'

type Started = Awaited<ReturnType<typeof startGateway>>

/** The demo world as a product: a gateway of its own with the built pages, and browsers before it. */
export class House {
  readonly origin: string
  readonly browser: Browser
  readonly #demo: DemoGround
  readonly #end: () => Promise<string[]>
  readonly #gateway: number
  readonly #windows: Window[] = []

  private constructor(gateway: Started, browser: Browser, demo: DemoGround, end: () => Promise<string[]>) {
    this.origin = gateway.origin
    this.#gateway = gateway.pid
    this.browser = browser
    this.#demo = demo
    this.#end = end
  }

  static async open(more: Readonly<Record<string, string>> = {}, chatter = 0): Promise<House> {
    const say = (line: string) => void process.stderr.write(`${line}\n`)
    const [pages, demo, browser] = await Promise.all([
      buildWeb(say).then(ownPages),
      openDemoGround(inject('mongodbUri'), more, chatter),
      launchChromium({ onProgress: say }),
    ])
    const port = await freePort()
    // Not `localhost`: there Socket.IO's client does not listen to the browser's word that it is offline.
    const settings = { WEB_HANDLER: pages.handler, PORT: String(port), PUBLIC_ORIGIN: `http://127.0.0.1:${port}` }
    const gateway = await startGateway({ env: { ...demo.env, ...settings } })
    return new House(gateway, browser, demo, async () => {
      await browser.close()
      await gateway.kill()
      await demo.close()
      await pages.remove()
      return gateway.logs().filter((line) => /"level":[56]0/.test(line) || /^\s+at /.test(line))
    })
  }

  /** The token of a new session of this person. */
  tokenOf(person: PersonId): Promise<string> {
    return this.#demo.openSession(person)
  }

  /** A browser of this person, signed in; of a visitor for null. */
  async window(person: PersonId | null, options: WindowOptions = {}): Promise<Window> {
    const token = person === null ? null : await this.tokenOf(person)
    const window = await Window.open(this, token, options)
    this.#windows.push(window)
    return window
  }

  /** What anybody else does meanwhile, without a browser. Fails where it was refused. */
  async act<Name extends OperationName>(
    { person, as }: Actor,
    name: Name,
    input: InputOf<Name>,
  ): Promise<OutputOf<Name>> {
    return this.#call(await this.tokenOf(person), as, name, input)
  }

  /** Ends the session of these cookies, as another device would. */
  async endSession(cookies: readonly { name: string; value: string }[]): Promise<void> {
    const token = cookies.find(({ name }) => name === sessionCookie(false))?.value ?? ''
    await this.#call(token, null, 'session.close', {})
  }

  async #call<Name extends OperationName>(
    token: string,
    as: MembershipId | null,
    name: Name,
    input: InputOf<Name>,
  ): Promise<OutputOf<Name>> {
    const answer = await fetch(`${this.origin}/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `${sessionCookie(false)}=${token}` },
      body: JSON.stringify({ as, request: randomUUID(), input }),
    })
    const reply = (await answer.json()) as Reply<Name>
    if (!reply.ok) throw new Error(`${name} was refused: ${JSON.stringify(reply.error)}`)
    return reply.data
  }

  /** Publishes an announcement through the gate. */
  async announce(actor: Actor, draft: Omit<InputOf<'announcement.publish'>, 'acknowledgement'>) {
    const { facility, groups } = draft
    const destination = { kind: 'announcement' as const, facility, groups }
    const { token } = await this.act(actor, 'audience.preview', { destination, language: 'de' })
    const acknowledgement = { preview: token, accepted: true as const }
    return this.act(actor, 'announcement.publish', { ...draft, acknowledgement })
  }

  /** Writes a comment through the gate. */
  async comment(actor: Actor, announcement: AnnouncementId, text: string) {
    const destination = { kind: 'comment' as const, announcement }
    const { token } = await this.act(actor, 'audience.preview', { destination, language: 'de' })
    const acknowledgement = { preview: token, accepted: true as const }
    return this.act(actor, 'comment.publish', { announcement, text, acknowledgement })
  }

  /** What this person's devices are to be told of next. */
  async notificationOf(person: PersonId): Promise<string> {
    const waits = { person, subscription: { $ne: null } }
    const deliveries = this.#demo.ground.database.data.collection<{ topic: string; category: string }>('deliveries')
    const found = () => deliveries.findOne(waits, { sort: { at: -1 } })
    await expect.poll(found, { timeout: 30_000 }).not.toBeNull()
    const newest = await found()
    return JSON.stringify({ category: newest?.category, id: newest?.topic })
  }

  /** Meanwhile the gateway takes connections and answers nobody: a network that hangs. */
  async whileStuck(act: () => Promise<void>): Promise<void> {
    process.kill(this.#gateway, 'SIGSTOP')
    try {
      await act()
    } finally {
      process.kill(this.#gateway, 'SIGCONT')
    }
  }

  /** In a house that began ahead of time, see `nextMorning`. */
  anHourLater(): void {
    process.kill(this.#gateway, 'SIGUSR2')
  }

  /** How many rows of a collection are like this. */
  rows(
    collection:
      | 'announcements'
      | 'comments'
      | 'messages'
      | 'confirmations'
      | 'announcement-openings'
      | 'sick-notes'
      | 'absences'
      | 'subscriptions'
      | 'deliveries',
    like: Record<string, unknown>,
  ): Promise<number> {
    return this.#demo.ground.database.data.collection(collection).countDocuments(like)
  }

  /** Ends everything; fails if anything went wrong in a window, or if the gateway's log has a defect. */
  async close(): Promise<void> {
    const defects = await this.#end()
    expect([...this.#windows.flatMap(({ wrong }) => wrong), ...defects]).toEqual([])
  }
}

// A copy: whoever starts the product meanwhile may build the pages anew.
async function ownPages(): Promise<{ handler: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(webFolder, '.svelte-kit/journey-'))
  await cp(dirname(webHandler), folder, { recursive: true })
  return { handler: join(folder, 'handler.js'), remove: () => rm(folder, { recursive: true, force: true }) }
}
