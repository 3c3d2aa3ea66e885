import {
  applyToMembers,
  applyToPost,
  applyToTalk,
  applyToThread,
  applyToThreads,
  emptyMembers,
  emptyPost,
  emptyTalk,
  emptyThread,
  emptyThreads,
  mergeMembers,
  mergePost,
  mergeTalk,
  mergeThread,
  mergeThreads,
} from '@morgenkreis/client'
import type { Door, Members, Post, Talk, Thread, Threads } from '@morgenkreis/client'
import type {
  AnnouncementId,
  FacilityId,
  MembershipId,
  OwnMembership,
  ThreadId,
  ToldEvent,
} from '@morgenkreis/protocol'
import { setTimeout as pause } from 'node:timers/promises'
import { orFail } from './cast.ts'

/** Reads much at once, and waits where the gateway asks for it. */
const patient = (door: Door): Door => ({
  async call(name, call) {
    for (;;) {
      const reply = await door.call(name, call)
      if (reply.ok || reply.error.code !== 'rate-limited') return reply
      await pause(100)
    }
  },
})

/** Everything that a person's client shows, under all its hats, reduced from reads and events. */
export class Screen {
  #post: Post = emptyPost
  #threads = new Map<AnnouncementId, Thread>()
  #members = new Map<FacilityId, Members>()
  /** The chats and conversations of each hat, and what is said in them. */
  #chats = new Map<MembershipId, Threads>()
  #talks = new Map<ThreadId, Talk>()
  #reading = Promise.resolve()
  #next: Promise<void> | undefined
  #meanwhile: ToldEvent[] = []

  apply(told: ToldEvent): void {
    this.#meanwhile.push(told)
    this.#post = applyToPost(this.#post, told)
    if (told.data !== undefined && 'announcement' in told.data) this.#threadOf(told.data.announcement)
    for (const [id, thread] of this.#threads) this.#threads.set(id, applyToThread(thread, told))
    for (const [id, members] of this.#members) this.#members.set(id, applyToMembers(members, told))
    for (const [id, talk] of this.#talks) this.#talks.set(id, applyToTalk(talk, told))
    for (const [id, chats] of this.#chats) this.#chats.set(id, applyToThreads(chats, told))
  }

  /** Something happened that is not told event by event: it has to be read anew. */
  get stale(): boolean {
    return [this.#members, this.#chats, this.#threads, this.#talks]
      .flatMap((kept) => [...kept.values()])
      .some(({ stale }) => stale)
  }

  /** Drops what was shown and reads it anew, one reading after the other; what is told meanwhile is applied afterwards. */
  read(door: Door): Promise<void> {
    this.#next ??= this.#reading
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined
        this.#reading = this.#readOnce(door)
        return this.#reading
      })
    return this.#next
  }

  async #readOnce(asked: Door): Promise<void> {
    const door = patient(asked)
    this.#meanwhile = []
    const fresh = new Screen()
    const { memberships } = orFail(await door.call('session.read', { as: null, input: {} }))
    const own = memberships.map(({ id }) => id)
    for (const hat of memberships) await fresh.#readAs(hat, own, door)
    this.#post = fresh.#post
    this.#threads = fresh.#threads
    this.#members = fresh.#members
    this.#chats = fresh.#chats
    this.#talks = fresh.#talks
    const told = this.#meanwhile
    this.#meanwhile = []
    for (const event of told) this.apply(event)
  }

  /** A facility is no longer heard: what stood there goes. */
  leave(facility: FacilityId): void {
    const left = this.#post.items.filter((item) => item.facility === facility)
    this.#post = { ...this.#post, items: this.#post.items.filter((item) => !left.includes(item)) }
    for (const { id } of left) this.#threads.delete(id)
    this.#members.delete(facility)
    for (const [hat, { items }] of this.#chats) {
      const here = items.filter((thread) => thread.facility === facility)
      for (const { id } of here) this.#talks.delete(id)
      if (here.length > 0) this.#chats.delete(hat)
    }
  }

  /** All of it, in the order in which it is shown. A thread without a comment is no different from none. */
  get shown() {
    return {
      announcements: this.#post.items,
      threads: [...this.#threads.values()]
        .filter(({ items }) => items.length > 0)
        .map(({ announcement, items }) => ({ announcement, items }))
        .sort((one, other) => (one.announcement < other.announcement ? -1 : 1)),
      members: [...this.#members.values()].map(({ items }) => items),
      chats: [...this.#chats].map(([hat, { items }]) => ({ hat, items })).sort(byHat),
      talks: [...this.#talks.values()].map(({ thread, items }) => ({ thread, items })).sort(byThread),
    }
  }

  get texts(): string[] {
    const { announcements, threads, talks } = this.shown
    const said = [...threads.flatMap(({ items }) => items), ...talks.flatMap(({ items }) => items)]
    return [...announcements, ...said].flatMap((one) => ('text' in one ? one.text : []))
  }

  async #readAs({ id: as, facility, role }: OwnMembership, own: MembershipId[], door: Door): Promise<void> {
    const page = orFail(await door.call('announcement.list', { as, input: { facility } }))
    this.#post = mergePost(this.#post, facility, page)
    const below = page.announcements.map(async ({ id: announcement }) => {
      const reply = await door.call('comment.list', { as, input: { announcement } })
      if (reply.ok) this.#threads.set(announcement, mergeThread(this.#threadOf(announcement), reply.data))
    })
    await Promise.all(below)
    await this.#readChats({ as, facility }, own, door)
    if (role !== 'admin') return
    const read = orFail(await door.call('membership.list', { as, input: { facility } }))
    this.#members.set(facility, mergeMembers(emptyMembers, read))
  }

  async #readChats(
    { as, facility }: { as: MembershipId; facility: FacilityId },
    own: MembershipId[],
    door: Door,
  ): Promise<void> {
    const { threads } = orFail(await door.call('thread.list', { as, input: { facility } }))
    this.#chats.set(as, mergeThreads(emptyThreads(own), { threads }))
    for (const { id: thread, last } of threads) {
      this.#talks.set(thread, emptyTalk(thread))
      if (last === null) continue
      const reply = await door.call('message.list', { as, input: { thread } })
      if (reply.ok) this.#talks.set(thread, mergeTalk(emptyTalk(thread), reply.data))
    }
  }

  #threadOf(announcement: AnnouncementId): Thread {
    const thread = this.#threads.get(announcement) ?? emptyThread(announcement)
    this.#threads.set(announcement, thread)
    return thread
  }
}

const byThread = (one: { thread: string }, other: { thread: string }) => (one.thread < other.thread ? -1 : 1)
const byHat = (one: { hat: string }, other: { hat: string }) => (one.hat < other.hat ? -1 : 1)
