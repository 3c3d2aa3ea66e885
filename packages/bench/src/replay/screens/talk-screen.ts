import { applyToTalk, emptyTalk, mergeTalk } from '@morgenkreis/client'
import type { Door, Talk } from '@morgenkreis/client'
import type { MembershipId, ThreadId, ToldEvent } from '@morgenkreis/protocol'
import type { Player } from '../cast.ts'
import type { Shown } from '../states.ts'
import { lineOf, unlessClosed } from './line.ts'
import type { Part } from './part.ts'

/** What is said in chats and conversations, from the beginning of each. */
export class TalkScreen implements Part {
  #talks = new Map<ThreadId, Talk>()
  /** A conversation is answered by somebody else, or by nobody: what is there now only a fresh read says. */
  #isOutdated = false

  apply(event: ToldEvent): void {
    if (['conversation.passed', 'child.changed', 'child.left'].includes(event.name)) this.#isOutdated = true
    if (event.name === 'message.sent' && event.data && !this.#talks.has(event.data.thread))
      this.#talks.set(event.data.thread, emptyTalk(event.data.thread))
    for (const [id, talk] of this.#talks) this.#talks.set(id, applyToTalk(talk, event))
  }

  async read(door: Door, { hats }: Player): Promise<void> {
    const talks = new Map<ThreadId, Talk>()
    for (const { id: as, facility } of hats) {
      const list = unlessClosed('thread.list', await door.call('thread.list', { as, input: { facility } }))
      for (const { id } of list?.threads ?? []) talks.set(id, await wholeTalk(door, as, id))
    }
    this.#talks = talks
    this.#isOutdated = false
  }

  get isStale(): boolean {
    return this.#isOutdated || [...this.#talks.values()].some(({ stale }) => stale)
  }

  get lines(): Shown[] {
    const ids = [...this.#talks.keys()].sort()
    return ids.flatMap((id) => this.#talks.get(id)?.items.map(lineOf) ?? [])
  }
}

async function wholeTalk(door: Door, as: MembershipId, thread: ThreadId): Promise<Talk> {
  let talk = emptyTalk(thread)
  for (;;) {
    const before = talk.items[0]?.id
    const reply = await door.call('message.list', { as, input: before ? { thread, before } : { thread } })
    const page = unlessClosed('message.list', reply)
    if (page === undefined) return talk
    talk = mergeTalk(talk, page, before ? 'older' : 'only')
    if (!page.older || page.messages.length === 0) return talk
  }
}
