import type { Stream } from '../plan.ts'
import type { Waiting } from './ask.ts'

/** The most plans that one transaction takes. */
export const largestBatch = 256

const requestOf = ({ ask }: Waiting) => `${ask.request.id} ${ask.actor}`

const canShare = (a: Waiting, b: Waiting) => {
  if (a.shares === 'nothing' || b.shares === 'nothing') return false
  return (a.shares === 'all' && b.shares === 'all') || a.decided.stream === b.decided.stream
}

/**
 * Takes from `waiting` what may go into one transaction, in order: no stream that another committer is at, one plan per
 * document and request, a decisive plan alone in its stream, and what failed in company in less of it.
 */
export function takeBatch(waiting: Waiting[], busy: ReadonlySet<Stream>): Waiting[] {
  const batch: Waiting[] = []
  const closed = new Set<Stream>()
  const touched = new Set<string>()
  const left: Waiting[] = []
  for (const one of waiting) {
    const { stream, plan } = one.decided
    const keys = [requestOf(one), ...plan.writes.flatMap((write) => (write.kind === 'update' ? [write.id] : []))]
    const fits =
      batch.length < largestBatch &&
      !busy.has(stream) &&
      !closed.has(stream) &&
      !keys.some((key) => touched.has(key)) &&
      !(plan.decisive && batch.some(({ decided }) => decided.stream === stream)) &&
      batch.every((taken) => canShare(taken, one))
    if (fits) {
      batch.push(one)
      for (const key of keys) touched.add(key)
    } else left.push(one)
    // What comes later in a stream does not overtake what could not go now.
    if (!fits || plan.decisive) closed.add(stream)
  }
  waiting.splice(0, waiting.length, ...left)
  return batch
}
