import { keyOf } from '../record.ts'
import type { Difference, Sent } from '../record.ts'

/** A mail that came, and what the house says it was about; null where it knows of none. */
export interface Letter {
  readonly who: string
  /** Name and reference of what happened. */
  readonly about: string | null
  /** Whether the link is that of the one to whom it was sent. */
  readonly own: boolean
  readonly content: string
}

export interface Mailing {
  /** Who wants mail, or wanted it before leaving. */
  readonly wanting: ReadonlySet<string>
  /** Has it arrived: was it opened or confirmed, or, where that is not known, did a device take it? */
  knows(who: string, sent: Sent): boolean
  /** Does this one read it by now? */
  reads(who: string, sent: Sent): boolean
  readonly removed: ReadonlySet<string>
}

/** What is mailed where it has not arrived within a day, within an hour if it is urgent. */
const mailed = ['announcement.published', 'announcement.reminded', 'poll.published']

/**
 * N4: whoever hears a thing, and at whom it has not arrived, gets one mail of it; everybody else gets none. Of an urgent one, and of
 * a poll that closes soon, the mail may have been faster than who opened or answered it or belongs there no more, and than who
 * removed it.
 */
export function judgeMails(letters: readonly Letter[], record: readonly Sent[], mailing: Mailing): Difference[] {
  const { wanting, knows, reads, removed } = mailing
  const mine = record.filter(({ event, rings }) => rings !== undefined && mailed.includes(event))
  const lasting = new Map(mine.filter(({ ref }) => !removed.has(ref)).map((sent) => [keyOf(sent), sent]))
  const isFor = (who: string, sent: Sent) => sent.audience.has(who) && sent.rings?.by !== who
  const isOwed = (who: string, sent: Sent) => isFor(who, sent) && reads(who, sent) && !knows(who, sent)
  const came = Map.groupBy(letters, ({ who, about }) => `${who} ${about}`)
  const owed = [...lasting].flatMap(([about, sent]) =>
    [...wanting].filter((who) => isOwed(who, sent)).map((who) => ({ who, about })),
  )
  const early = mine.filter(({ event, rings }) => rings?.urgent || event === 'poll.published')
  const fitting = early.flatMap((sent) =>
    [...wanting].filter((who) => isFor(who, sent)).map((who) => ({ who, about: keyOf(sent) })),
  )
  const known = new Set([...owed, ...fitting].map(({ who, about }) => `${who} ${about}`))
  return [
    ...owed.flatMap(({ who, about }): Difference[] => {
      const count = came.get(`${who} ${about}`)?.length ?? 0
      return count === 1 ? [] : [{ kind: count === 0 ? 'lost' : 'doubled', who, what: `the mail of ${about}` }]
    }),
    ...letters
      .filter(({ who, about }) => !known.has(`${who} ${about}`))
      .map(({ who, about }): Difference => ({ kind: 'overheard', who, what: `the mail of ${about}` })),
    ...letters
      .filter(({ own }) => !own)
      .map(({ who, about }): Difference => ({ kind: 'altered', who, what: `the link in the mail of ${about}` })),
    ...talkative(letters),
  ]
}

/** Content-free: but for the link and for whom it is, all mails about one kind of thing are the same, to the byte. */
function talkative(letters: readonly Letter[]): Difference[] {
  const found: Difference[] = []
  const first = new Map<string, string>()
  for (const { who, about, content } of letters) {
    const kind = about?.split('.')[0] ?? 'nothing'
    const usual = first.get(kind) ?? content
    first.set(kind, usual)
    if (content !== usual) found.push({ kind: 'overheard', who: 'a mail server', what: `more in the mail to ${who}` })
  }
  return found
}
