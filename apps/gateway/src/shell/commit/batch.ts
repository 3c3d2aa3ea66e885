import type { Stream } from '../plan.ts'
import { requestKey, type Waiting } from './ask.ts'
import { byStream } from './rows.ts'

/** The most plans that one transaction takes. */
const largestBatch = 256

/**
 * Takes from `waiting` what may go into one transaction, in order: no stream that another committer is at, one plan per
 * document and request, a decisive plan alone in its stream, and what failed in company in less of it. Of the streams no more
 * than the share of one among so many `committers`: whoever took all would leave the others without work.
 */
export function takeBatch(waiting: Waiting[], busy: ReadonlySet<Stream>, committers: number): Waiting[] {
  const share = Math.ceil(byStream(waiting).size / committers)
  const batch: Waiting[] = []
  const taken = new Set<Stream>()
  const closed = new Set<Stream>()
  const touched = new Set<string>()
  const left: Waiting[] = []
  for (const one of waiting) {
    const { stream, plan } = one.decided
    const keys = [requestKey(one.ask), ...plan.writes.flatMap((write) => (write.kind === 'update' ? [write.id] : []))]
    const fits =
      batch.length < largestBatch &&
      !busy.has(stream) &&
      (taken.has(stream) || taken.size < share) &&
      !closed.has(stream) &&
      !(plan.decisive && taken.has(stream)) &&
      canShare(batch[0], one) &&
      !keys.some((key) => touched.has(key))
    if (fits) {
      batch.push(one)
      taken.add(stream)
      for (const key of keys) touched.add(key)
    } else left.push(one)
    // What comes later in a stream does not overtake what could not go now.
    if (!fits || plan.decisive) closed.add(stream)
  }
  waiting.splice(0, waiting.length, ...left)
  return batch
}

/** The first of a batch sets its company; what may not keep it waits. */
function canShare(first: Waiting | undefined, one: Waiting): boolean {
  if (first === undefined) return true
  if (first.shares === 'nothing' || one.shares === 'nothing') return false
  return (first.shares === 'all' && one.shares === 'all') || first.decided.stream === one.decided.stream
}

/**
 * Whether others may be stored in the stream before this one is on disk. What decides about others and what changes documents
 * is not followed: the next plan is decided by what a majority has, and would not find it there yet.
 */
export const mayBeFollowed = ({ decided: { plan } }: Waiting) =>
  !plan.decisive && plan.writes.every(({ kind }) => kind === 'insert')
