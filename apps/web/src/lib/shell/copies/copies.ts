import { refreshAll } from '$app/navigation'
import type { Connection, ConnectionState } from '@morgenkreis/client'
import type { ToldEvent } from '@morgenkreis/protocol'
import type { CopyMessage, CopyWord } from './kept.ts'

/** The page that is open, and the session for which it was made. */
export interface Shown {
  readonly for: string | null
  readonly path: string | null
}

/** Who is here may have changed. */
const ofPresence: ReadonlySet<string> = new Set(['report.changed', 'child.joined', 'child.changed', 'child.left'])
/** Several reports often come together. */
const settleMs = 1_000

const isUp = (state: ConnectionState) => state === 'live' || state === 'polling'

/** Tells the service worker which copies to keep on this device, and which not any more. Nothing while there is no network. */
export class Copies {
  readonly #connection: Connection
  readonly #leave: () => void
  readonly #onWord = ({ data }: MessageEvent<CopyWord>) => {
    if (data.copies === 'answered' && !this.#started) void this.#start()
  }
  #shown: Shown | undefined
  #news = false
  #started = false
  /** What is read anew as soon as the network answers. */
  #stale: 'older' | 'all' = 'older'
  #settling: ReturnType<typeof setTimeout> | undefined

  constructor(connection: Connection) {
    this.#connection = connection
    this.#leave = connection.subscribe((state) => {
      if (state === 'ended') this.#end()
      else if (isUp(state) && !this.#started) void this.#start()
    })
    navigator.serviceWorker.addEventListener('message', this.#onWord)
  }

  show(shown: Shown) {
    if (shown.path !== this.#shown?.path) this.#news = false
    this.#shown = shown
    if (this.#started && isUp(this.#connection.state)) this.renew('shown')
  }

  /** Something was told: the copy of this page is out of date, and what was removed lies in no copy. */
  told({ name, ref, data }: ToldEvent) {
    this.#news = true
    if (ofPresence.has(name)) this.#settling ??= setTimeout(() => this.#recount(), settleMs)
    if (!name.endsWith('.removed')) return
    // What is gone without a line does not say where it stood.
    if (data === undefined) return this.afresh()
    if (!this.#started) return
    const thread = 'thread' in data ? [`/post/chat/${data.thread}`] : []
    const under = 'announcement' in data ? [`/post/${data.announcement}`] : []
    post({ copies: 'stale', paths: ['/heute', '/post', `/post/${ref}`, ...thread, ...under] })
  }

  /** What was told before holds no more, nor does what was kept of it: a name that went stands in any copy (K-79). */
  afresh() {
    this.#news = true
    if (this.#started) post({ copies: 'stale', paths: 'all' })
    else this.#stale = 'all'
  }

  /** Has the page that is open kept as it is now. */
  renew(why?: 'shown') {
    const { for: session = null, path = null } = this.#shown ?? {}
    if (session === null || (why !== 'shown' && !this.#news)) return
    const parts = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
    post({ copies: 'shown', for: session, path, parts: parts.filter(isPart), news: this.#news })
    this.#news = false
  }

  close() {
    clearTimeout(this.#settling)
    navigator.serviceWorker.removeEventListener('message', this.#onWord)
    this.#leave()
  }

  /** Whichever page is open: without a network the morning is to be found as it was last known. */
  #recount() {
    this.#settling = undefined
    if (this.#started) post({ copies: 'stale', paths: ['/heute'] })
  }

  /** The network answered for the first time: a copy that was opened without it is read anew. */
  async #start() {
    const { dataset } = document.documentElement
    if (dataset.kept !== undefined) {
      delete dataset.kept
      await refreshAll()
    }
    this.#started = true
    this.renew('shown')
    post({ copies: 'stale', paths: this.#stale })
  }

  /** The session is over. Nobody goes on reading a copy; what was being written is kept as a draft. */
  #end() {
    post({ copies: 'forget' })
    if (document.documentElement.dataset.kept === undefined) return
    location.replace(`/anmelden?weiter=${encodeURIComponent(location.pathname)}`)
  }
}

const isPart = (path: string) => /^\/_app\/immutable\/[\w./-]+\.(?:js|css|woff2)$/.test(path)

function post(message: CopyMessage) {
  void navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage(message))
}
