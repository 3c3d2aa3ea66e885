import type { Macs } from '../macs.ts'
import type { AuditRow, SegmentDoc } from './store.ts'

/** Where a chain ends: its last number and hash, and the segment that is open. */
export interface Tail {
  readonly n: number
  readonly hash: string
  /** The earliest month that the next link may belong to. */
  readonly segment: string
}

export const beginning: Tail = { n: 0, hash: '', segment: '' }

/** The month of an instant in UTC, `2026-03`. */
export const monthOf = (at: Date): string => at.toISOString().slice(0, 7)

export function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return monthOf(new Date(Date.UTC(year, number, 1)))
}

/** Segments lie one after the other in the chain, whatever a clock said: none is ever gone back to. */
export const segmentOf = (at: Date, { segment }: Tail): string => (monthOf(at) > segment ? monthOf(at) : segment)

/** What a link says, in one fixed form: every field is bound by the hash, and the link before it. */
function said({ stream, from, n, segment, at, who, operation, name, ref, v, fields, read, before }: Unhashed): string {
  const all = [before, stream, from, n, segment, at.getTime(), who, operation, name, ref, v, fields]
  return JSON.stringify(read === undefined ? all : [...all, read])
}

export type Unhashed = Omit<AuditRow, 'hash' | '_id'>

/** Keyed: whoever can write the database alone cannot make a chain that holds. */
export const hashOf = (link: Unhashed, macs: Macs): string => macs.auditMac(said(link))

export const sealOf = (
  {
    stream,
    segment,
    from,
    to,
    before,
    last,
  }: Pick<SegmentDoc, 'stream' | 'segment' | 'from' | 'to' | 'before' | 'last'>,
  macs: Macs,
): string => macs.auditMac(JSON.stringify(['segment', stream, segment, from, to, before, last]))

/** That a sealed month was dropped, and when: who can write the database alone drops none. */
export const dropOf = (
  { stream, segment, seal }: Pick<SegmentDoc, 'stream' | 'segment' | 'seal'>,
  at: Date,
  macs: Macs,
) => macs.auditMac(JSON.stringify(['dropped', stream, segment, seal, at.getTime()]))
