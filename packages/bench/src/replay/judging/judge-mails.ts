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
  /** Who wants mail. */
  readonly wanting: ReadonlySet<string>
  /** Who has a device that took everything. */
  readonly listening: ReadonlySet<string>
  /** Does this one read it by now? */
  reads(who: string, sent: Sent): boolean
  readonly removed: ReadonlySet<string>
}

/** What is mailed where no device took it within a day. */
const mailed = ['announcement.published', 'announcement.reminded', 'poll.published']

/** N4: whoever hears a thing, and has no device that took it, gets one mail of it; everybody else gets none. */
export function judgeMails(letters: readonly Letter[], record: readonly Sent[], mailing: Mailing): Difference[] {
  const { wanting, listening, reads, removed } = mailing
  const mine = new Map(
    record
      .filter(({ event, ref, rings }) => rings !== undefined && mailed.includes(event) && !removed.has(ref))
      .map((sent) => [keyOf(sent), sent]),
  )
  const isOwed = (who: string, sent: Sent) =>
    wanting.has(who) && !listening.has(who) && sent.audience.has(who) && sent.rings?.by !== who && reads(who, sent)
  const came = Map.groupBy(letters, ({ who, about }) => `${who} ${about}`)
  const owed = [...mine].flatMap(([about, sent]) =>
    [...wanting].filter((who) => isOwed(who, sent)).map((who) => ({ who, about })),
  )
  const known = new Set(owed.map(({ who, about }) => `${who} ${about}`))
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
