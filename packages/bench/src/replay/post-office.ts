import { pushCategories } from '@morgenkreis/protocol'
import type { AnnouncementId } from '@morgenkreis/protocol'
import { people } from '@morgenkreis/world'
import type { Player } from './cast.ts'
import { childrenHere } from './children-here.ts'
import { remindedBy } from './facts/confirmations.ts'
import { voteFor, votersOf } from './facts/polls.ts'
import type { Rows } from './rows.ts'
import { insist } from './insisting.ts'
import { judgeMails } from './judging/judge-mails.ts'
import type { Letter } from './judging/judge-mails.ts'
import type { Kita } from './kita.ts'
import { MailServer } from './mail-server.ts'
import type { Mailed } from './mail-server.ts'
import type { Phone } from './phone.ts'
import type { Difference, Sent } from './record.ts'
import { keyOf } from './record.ts'
import type { Stage } from './stage.ts'

/** A day after the last thing happened, what has not arrived has been mailed. */
const mailedBy = '20:30'
const nameOf = new Map<string, string>(people.map(({ id, name }) => [id, name]))
const ownerOf = new Map<string, string>(people.map(({ email, name }) => [email, name]))
const link = /\/mitteilung\/([0-9a-f-]{36})/g

/** The second step of the ladder (N4): a mail server of our own, and those who want mail. */
export class PostOffice {
  readonly server: MailServer
  readonly #wanting = new Set<string>()

  private constructor(server: MailServer) {
    this.server = server
  }

  static async open(): Promise<PostOffice> {
    return new PostOffice(await MailServer.start())
  }

  close(): Promise<void> {
    return this.server.close()
  }

  /** Mail comes unless somebody says otherwise. */
  want(phone: Phone): void {
    this.#wanting.add(phone.player.name)
  }

  async refuse(phone: Phone): Promise<void> {
    const input = { categories: [...pushCategories], quiet: 'off' as const, mail: false }
    const reply = await insist(() => phone.door, 'push.prefer', { as: null, input })
    if (!reply.ok) throw new Error(`push.prefer: ${reply.error.code}`)
  }

  wants(name: string): boolean {
    return this.#wanting.has(name)
  }

  /** Lets a day go by, and compares what was mailed with the record. */
  async judge(stage: Stage, rows: Rows, listening: ReadonlySet<string>): Promise<Difference[]> {
    const { kita, time } = stage
    await time.moveTo(mailedBy, 1)
    await rows.areOut(() => time.now())
    const here = new Map(kita.players.map((player) => [player.name, player]))
    stage.counts.mails = this.server.arrived.length
    return judgeMails(await this.#letters(rows), kita.record, {
      wanting: this.#wanting,
      knows: (who, sent) => knows(here.get(who)!, sent, { kita, listening }),
      reads: (who, sent) => here.has(who) && kita.reads(here.get(who)!, sent),
      removed: new Set(kita.record.filter(({ event }) => event.endsWith('.removed')).map(({ ref }) => ref)),
    })
  }

  async #letters(rows: Rows): Promise<Letter[]> {
    const known = await rows.byMail()
    return this.server.arrived.map(({ to, content }): Letter => {
      const who = ownerOf.get(to) ?? to
      const rows = [...new Set(Array.from(content.matchAll(link), ([, id]) => id!))].map((id) => known.get(id))
      const [row] = rows
      const own = rows.length === 1 && row !== undefined && nameOf.get(row.person) === who
      return { who, about: row ? keyOf(row) : null, own, content: withoutLink(content) }
    })
  }
}

/** What is opened needs no mail, what is to be confirmed needs one until it is; of a poll nobody knows whether it was opened. */
function knows(
  player: Player,
  sent: Sent,
  { kita, listening }: { kita: Kita; listening: ReadonlySet<string> },
): boolean {
  if (sent.event === 'poll.published' && !isOwedOfPoll(player, sent, kita)) return true
  if (sent.event === 'announcement.published')
    return kita.opened.get(sent.ref as AnnouncementId)?.has(player.person) === true
  const asking = sent.event === 'announcement.reminded' ? kita.askings.find(({ id }) => id === sent.ref) : undefined
  if (asking === undefined) return listening.has(player.name)
  return !player.hats.some(remindedBy(asking, childrenHere()))
}

/** Longer than a mail takes to go out when it is due. */
const slackMs = 30 * 60 * 1000

/** A poll is mailed when half of its time is over, while it is open, to who has not answered all that was asked. */
function isOwedOfPoll({ hats }: Player, { ref, rings }: Sent, { polls }: Kita): boolean {
  const poll = polls.find(({ id }) => id === ref)
  if (poll === undefined || rings === undefined) return false
  const dueAt = rings.at + Math.min(24 * 60 * 60 * 1000, (poll.closesAt - rings.at) / 2)
  if (Math.min(poll.closedAt ?? Infinity, poll.closesAt) < dueAt + slackMs) return false
  const voters = hats.flatMap((hat) => votersOf(poll, hat).map((voter) => voteFor(poll, hat, voter)))
  return voters.length === 0 || voters.includes(undefined)
}

/** What differs in any two mails: whom they are for, when they went, and where they lead. */
const withoutLink = (content: Mailed['content']) =>
  content
    .replaceAll(/^(?:To|Date|Message-ID): .*$/gm, '')
    .replaceAll(/https?:\S+\/mitteilung\/[0-9a-f-]{36}/g, 'the link')
