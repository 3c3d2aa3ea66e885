import type { Macs } from '../macs.ts'
import type { Stream } from '../plan.ts'
import { beginning, hashOf, sealOf, type Tail } from './chain.ts'
import type { AuditRow, AuditStore, SegmentDoc } from './store.ts'

/** What is wrong with a chain, and where it is wrong first. */
export interface Broken {
  readonly stream: Stream
  readonly n: number
  readonly why: 'altered' | 'missing' | 'seal' | 'sealed-otherwise'
}

export interface Verified {
  readonly links: number
  /** Rows that the journal had lost before they were linked: noted in the chain, so no break of it. */
  readonly lost: number
  readonly broken: Broken | null
}

/** Walks every chain from its beginning; answers the first link that does not hold. */
export async function verifyAudit(store: AuditStore, macs: Macs): Promise<Verified> {
  const streams = new Set<Stream>([
    ...((await store.links.model.distinct('stream')) as Stream[]),
    ...((await store.segments.model.distinct('stream')) as Stream[]),
  ])
  let links = 0
  let lost = 0
  for (const stream of [...streams].sort()) {
    const one = await verifyStream(stream, store, macs)
    links += one.links
    lost += one.lost
    if (one.broken !== null) return { links, lost, broken: one.broken }
  }
  return { links, lost, broken: null }
}

async function verifyStream(stream: Stream, store: AuditStore, macs: Macs): Promise<Verified> {
  const sealed = await store.segments.model.find({ stream }).sort({ segment: 1 }).lean()
  const forged = sealed.find((one) => one.seal !== sealOf(one, macs))
  if (forged !== undefined) return { links: 0, lost: 0, broken: { stream, n: forged.from, why: 'seal' } }
  const left = sealed.filter(({ droppedAt }) => droppedAt !== null).at(-1)
  let tail: Tail = left === undefined ? beginning : { n: left.to, hash: left.last, segment: left.segment }
  let links = 0
  let lost = 0
  const ends = new Map(sealed.map((one) => [one.segment, one]))
  for await (const link of store.links.model.find({ stream }).sort({ n: 1 }).lean().cursor()) {
    const why = wrongWith(link, tail, { macs, sealed: ends.get(link.segment) })
    if (why !== null) return { links, lost, broken: { stream, n: why === 'missing' ? tail.n + 1 : link.n, why } }
    links += 1
    if (link.operation === null) lost += link.n - link.from + 1
    tail = link
  }
  const unfinished = sealed.find(({ to }) => to > tail.n)
  if (unfinished !== undefined) return { links, lost, broken: { stream, n: tail.n + 1, why: 'missing' } }
  return { links, lost, broken: null }
}

function wrongWith(
  link: AuditRow,
  tail: Tail,
  { macs, sealed }: { macs: Macs; sealed: SegmentDoc | undefined },
): Broken['why'] | null {
  if (link.from !== tail.n + 1) return 'missing'
  if (link.before !== tail.hash || link.hash !== hashOf(link, macs)) return 'altered'
  if (sealed === undefined) return null
  if (link.n > sealed.to || (link.n === sealed.to && link.hash !== sealed.last)) return 'sealed-otherwise'
  return null
}
