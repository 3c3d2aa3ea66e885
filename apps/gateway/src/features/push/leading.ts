import type { FacilityId, MembershipId, OutputOf, PushThread } from '@morgenkreis/protocol'

/** One of the things that a notification stands for, and the hats under which it can be read. */
export interface Readable {
  readonly thread: PushThread
  readonly hats: readonly MembershipId[]
}

/**
 * Where a notification leads, the newest of what it stands for first: to what has to be done, else to the one place where all
 * of it is, else to the post, under the hat that has the most of it there.
 */
export function leadingTo(found: readonly Readable[], facility: FacilityId): OutputOf<'push.open'> {
  const [newest] = found
  if (newest === undefined) return { thread: null, as: [] }
  const isOne = found.every(({ thread }) => thread.kind === newest.thread.kind && thread.id === newest.thread.id)
  const one = found.find(({ thread }) => thread.kind === 'today') ?? (isOne ? newest : undefined)
  if (one !== undefined) return { thread: one.thread, as: [...one.hats] }
  const read = Map.groupBy(
    found.flatMap(({ hats }) => hats),
    (hat) => hat,
  )
  const most = Math.max(...[...read.values()].map(({ length }) => length))
  const as = [...read.keys()].filter((hat) => read.get(hat)?.length === most)
  return { thread: { kind: 'post', id: facility }, as }
}
