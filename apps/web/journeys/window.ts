import { sessionCookie } from '@morgenkreis/protocol'
import type { Browser, BrowserContext, Page, WebSocket } from 'playwright-core'
import { expect } from 'vitest'

export const phone = { width: 390, height: 844 }
export const desktop = { width: 1280, height: 800 }
/** What Safari says of itself there. */
export const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1'

export interface WindowOptions {
  readonly size?: typeof phone
  /** Without it every page is as it is before a script has loaded, and if none ever does. */
  readonly scripts?: boolean
  readonly locale?: string
  /** With the service worker, which would hide what is asked for from a test that answers in its place. */
  readonly worker?: boolean
  readonly userAgent?: string
}

/** Long enough for a machine that has other things to do; what is there sooner is found sooner. */
const patience = 30_000
/** Engine.IO's. */
const ping = '2'

/** One browser window with cookies and storage of its own, and a record of all that reached it. */
export class Window {
  readonly page: Page
  readonly context: BrowserContext
  /** Everything that arrived: bodies, and frames of sockets. */
  readonly heard: string[] = []
  /** Addresses of everything that the pages asked for. */
  readonly asked: string[] = []
  /** What went wrong: thrown errors, complaints of the browser, requests to anybody else (K-09). */
  readonly wrong: string[] = []
  /** How often a page was loaded anew; going on within the app is none. */
  loads = 0
  readonly #origin: string
  /** Those of the page that is open; the one before may still have opened some while it was left. */
  #sockets: WebSocket[] = []
  #live = false
  /** A page is on its way; going on within the app is none. */
  #isLeaving = false

  private constructor(origin: string, context: BrowserContext, page: Page) {
    this.#origin = origin
    this.context = context
    this.page = page
    this.#record()
  }

  static async open(
    { browser, origin }: { browser: Browser; origin: string },
    token: string | null,
    { size = phone, scripts = true, locale = 'de-DE', worker = false, userAgent }: WindowOptions,
  ): Promise<Window> {
    const context = await browser.newContext({
      baseURL: origin,
      viewport: size,
      javaScriptEnabled: scripts,
      reducedMotion: 'reduce',
      timezoneId: 'Europe/Berlin',
      locale,
      serviceWorkers: worker ? 'allow' : 'block',
      ...(userAgent !== undefined && { userAgent }),
    })
    context.setDefaultTimeout(patience)
    if (token !== null) {
      const cookie = { name: sessionCookie(false), value: token, httpOnly: true, sameSite: 'Lax' as const }
      await context.addCookies([{ ...cookie, url: origin }])
    }
    return new Window(origin, context, await context.newPage())
  }

  /** Opens a page, and waits until its scripts run. */
  async show(path: string): Promise<void> {
    await this.page.goto(path)
    // Kit adds it as soon as the page is hydrated.
    await this.page.locator('#svelte-announcer').waitFor({ state: 'attached' })
  }

  /** Opens a page, and waits until it is live: its socket is in its rooms. */
  async goto(path: string): Promise<void> {
    await this.page.goto(path)
    await expect.poll(() => this.#live, { timeout: patience }).toBe(true)
  }

  /** Whether anything that reached this window holds one of these texts. */
  heardOf(...texts: string[]): string[] {
    return texts.filter((text) => this.heard.some((one) => one.includes(text)))
  }

  #record() {
    const { page } = this
    page.on('load', () => (this.loads += 1))
    page.on('request', (request) => {
      this.asked.push(request.url())
      if (request.isNavigationRequest()) this.#isLeaving = true
      const { origin, protocol } = new URL(request.url())
      if (origin !== this.#origin && !['data:', 'blob:'].includes(protocol)) this.wrong.push(`asks ${request.url()}`)
    })
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') return
      // A body that nobody waits for any more arrived nowhere.
      response.text().then(
        (body) => this.heard.push(body),
        () => undefined,
      )
    })
    page.on('framenavigated', () => {
      if (!this.#isLeaving) return
      this.#isLeaving = false
      this.#sockets = []
      this.#live = false
    })
    page.on('websocket', (socket) => {
      this.#sockets.push(socket)
      if (new URL(socket.url()).host !== new URL(this.#origin).host) this.wrong.push(`asks ${socket.url()}`)
      socket.on('framereceived', ({ payload }) => {
        // The transport asks every now and then whether somebody is still there, and says nothing by it.
        if (String(payload) !== ping) this.heard.push(String(payload))
        // Socket.IO's word that the gateway has let it in.
        if (String(payload).startsWith('40') && this.#sockets.includes(socket)) this.#live = true
      })
    })
    page.on('pageerror', ({ message }) => this.wrong.push(`throws ${message}`))
    page.on('console', (message) => {
      // That a page is refused or missing, or the network away, is no error: sometimes it is meant to be.
      const isMeant =
        /^Failed to load resource|ERR_INTERNET_DISCONNECTED|Failed to fetch dynamically imported module/.test(
          message.text(),
        )
      if (message.type() === 'error' && !isMeant) this.wrong.push(`complains: ${message.text()}`)
    })
  }
}
