import { keyOf } from '../record.ts'
import type { Difference, Sent } from '../record.ts'

/** A delivery as the house keeps it, and what came of it on the device. */
export interface Rung {
  readonly id: string
  readonly who: string
  readonly event: string
  readonly ref: string
  readonly urgent: boolean
  readonly held: boolean
  readonly state: string
  /** When it arrived in the Kita's time, alone or in a bundle; null: it did not. */
  readonly arrivedAt: number | null
  /** It came together with others, as one notification. */
  readonly bundled: boolean
}

export interface Rings {
  /** Who has a device, and stayed to the end. */
  readonly listening: ReadonlySet<string>
  /** Until when it is quiet for somebody at this moment; null: it is not. */
  quietUntil(who: string, sent: Sent): number | null
  /** What was taken away at some time rings no more. */
  readonly removed: ReadonlySet<string>
  /** Who opened or read what: held back, it rings no more. */
  readonly opened: ReadonlySet<string>
}

/** N5, D-06: whoever hears a thing is rung once, at once or after quiet hours, and nobody else is. */
export function judgeRings(rungs: readonly Rung[], record: readonly Sent[], rings: Rings): Difference[] {
  const ringing = Map.groupBy(
    record.filter((one) => one.rings !== undefined),
    keyOf,
  )
  const owed = [...ringing.values()].flatMap((sents) =>
    sents
      .filter(({ maybe }) => maybe !== true)
      .flatMap((sent) =>
        [...sent.audience]
          .filter((who) => who !== sent.rings?.by && rings.listening.has(who))
          .map((who) => ({ who, sent })),
      ),
  )
  const byWho = Map.groupBy(rungs, ({ who, ...one }) => `${who} ${keyOf(one)}`)
  return [
    ...owed.flatMap(({ who, sent }) =>
      judgeOwed(who, sent, { rungs: byWho.get(`${who} ${keyOf(sent)}`) ?? [], rings }),
    ),
    ...rungs.flatMap((rung) => unasked(rung, ringing)),
  ]
}

function judgeOwed(who: string, sent: Sent, { rungs, rings }: { rungs: readonly Rung[]; rings: Rings }): Difference[] {
  const what = `the notification of ${keyOf(sent)}`
  const [rung, ...more] = rungs
  if (rung === undefined) return rings.removed.has(sent.ref) ? [] : [{ kind: 'lost', who, what }]
  if (more.length > 0) return [{ kind: 'doubled', who, what }]
  if (rung.arrivedAt === null) {
    const isKnown = rung.held && rings.opened.has(`${who} ${sent.ref}`)
    return rung.state === 'dropped' && (isKnown || rings.removed.has(sent.ref))
      ? []
      : [{ kind: 'lost', who, what: `${what}: ${rung.state}` }]
  }
  const quiet = sent.rings?.urgent ? null : rings.quietUntil(who, sent)
  if (quiet === null) return rung.held ? [{ kind: 'misordered', who, what: `${what} was held back` }] : []
  return rung.held && rung.arrivedAt >= quiet ? [] : [{ kind: 'misordered', who, what: `${what} in quiet hours` }]
}

function unasked({ who, ...rung }: Rung, ringing: ReadonlyMap<string, readonly Sent[]>): Difference[] {
  const what = `the notification of ${keyOf(rung)}`
  const sents = ringing.get(keyOf(rung)) ?? []
  if (sents.length === 0) return [{ kind: 'unrecorded', who, what }]
  return sents.some(({ audience, rings }) => audience.has(who) && rings?.by !== who)
    ? []
    : [{ kind: 'overheard', who, what }]
}
