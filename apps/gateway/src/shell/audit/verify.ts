import type { Macs } from '../macs.ts'
import type { Ground } from '../open.ts'
import type { Stream } from '../plan.ts'
import { beginning, dropOf, hashOf, sealOf, type Tail } from './chain.ts'
import type { AuditRow, SegmentDoc } from './store.ts'

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

type VerifyParts = Pick<Ground, 'audit' | 'journal' | 'macs'>

/** Walks every chain from its beginning to where its head document counts; answers the first link that does not hold. */
export async function verifyAudit(parts: VerifyParts): Promise<Verified> {
  const { audit, journal } = parts
  const heads = await journal.heads.model.find().select('n').lean()
  const counted = new Map(heads.map(({ _id, n }) => [_id, n]))
  const streams = new Set<Stream>([
    ...counted.keys(),
    ...((await audit.links.model.distinct('stream')) as Stream[]),
    ...((await audit.segments.model.distinct('stream')) as Stream[]),
  ])
  let links = 0
  let lost = 0
  for (const stream of [...streams].sort()) {
    const one = await verifyStream(stream, counted.get(stream) ?? 0, parts)
    links += one.links
    lost += one.lost
    if (one.broken !== null) return { links, lost, broken: one.broken }
  }
  return { links, lost, broken: null }
}

async function verifyStream(stream: Stream, head: number, parts: VerifyParts): Promise<Verified> {
  const { audit, macs } = parts
  const sealed = await audit.segments.model.find({ stream }).sort({ segment: 1 }).lean()
  const forged = sealed.find((one) => !isSealed(one, macs))
  if (forged !== undefined) return { links: 0, lost: 0, broken: { stream, n: forged.from, why: 'seal' } }
  const left = sealed.filter(({ droppedAt }) => droppedAt !== null).at(-1)
  let tail: Tail = left === undefined ? beginning : { n: left.to, hash: left.last, segment: left.segment }
  let links = 0
  let lost = 0
  const ends = new Map(sealed.map((one) => [one.segment, one]))
  for await (const link of audit.links.model.find({ stream }).sort({ n: 1 }).lean().cursor()) {
    const why = wrongWith(link, tail, { macs, sealed: ends.get(link.segment) })
    if (why !== null) return { links, lost, broken: { stream, n: why === 'missing' ? tail.n + 1 : link.n, why } }
    links += 1
    if (link.operation === null) lost += link.n - link.from + 1
    tail = link
  }
  const isCut = sealed.some(({ to }) => to > tail.n) || !(await isYetToLink(stream, { from: tail.n, head }, parts))
  return { links, lost, broken: isCut ? { stream, n: tail.n + 1, why: 'missing' } : null }
}

/** A month is sealed, and if its links are gone, they were dropped by who has the key. */
const isSealed = (one: SegmentDoc, macs: Macs): boolean =>
  one.seal === sealOf(one, macs) && (one.droppedAt === null || one.dropped === dropOf(one, one.droppedAt, macs))

/** What the head counts beyond the end of the chain stands in the journal until it is linked; otherwise it was taken from the end. */
async function isYetToLink(
  stream: Stream,
  { from, head }: { from: number; head: number },
  { journal }: VerifyParts,
): Promise<boolean> {
  if (head <= from) return true
  const left = await journal.journal.model.countDocuments({ stream, n: { $gt: from, $lte: head } })
  return left === head - from
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
