import type { Outcome, Reported } from '@morgenkreis/protocol'
import { apfelhof } from '@morgenkreis/world'
import type { WorldMembership } from '@morgenkreis/world'
import { touches } from '../cast.ts'
import type { Place } from '../cast.ts'
import { judgedAt } from '../hearing.ts'
import { change, insist, now } from '../insisting.ts'
import { isComment } from '../kita.ts'
import type { Phone } from '../phone.ts'
import { judgements } from '../reference.ts'
import type { Actor, Stage } from '../stage.ts'

/** Something that can be reported, and how the record marks that somebody is busy with it. */
interface Target {
  readonly thing: Reported
  readonly place: Place
  readonly author: string
  readonly mark: number
  readonly audience: ReadonlySet<string>
  /** Since it was said somebody joined who may not read it: that it is there again is told without it. */
  readonly isOlder: boolean
  /** What it stands under may be removed at any moment, and it goes along. */
  isGoing(): boolean
  hold(busy: boolean): void
  turn(to: 'no' | 'hidden' | 'removed'): void
}

/** A comment, or what was said in a group's chat. */
function targetIn(stage: Stage): Target | undefined {
  const { kita, chance } = stage
  const said = kita.said.filter(({ chat, gone, busy }) => chat.circle === 'group' && gone === 'no' && !busy)
  const removed = new Set(kita.published.filter(({ removing }) => removing).map(({ id }) => id as string))
  const comments = kita.published
    .filter(isComment)
    .filter(({ removing, under, place }) => !removing && !removed.has(under) && place.facility === apfelhof)
  const message = chance.oneOf(said)
  const comment = chance.oneOf(comments)
  if (message && (!comment || chance.next() < 0.5)) {
    const { id: ref, chat, by, mark, at } = message
    return {
      ...{ thing: { kind: 'message', ref }, place: chat.place, author: by.id, mark },
      audience: kita.hearing(chat.hears),
      isOlder: at < (kita.joinedAt.get(chat.thread) ?? 0),
      isGoing: () => false,
      hold: (busy) => void (message.busy = busy),
      turn: (to) => void (message.gone = to),
    }
  }
  if (!comment) return undefined
  const { id: ref, place, by, mark } = comment
  return {
    ...{ thing: { kind: 'comment', ref }, place, author: by, mark },
    audience: kita.audience('comment', place),
    isOlder: false,
    isGoing: () => stage.isRemoving(comment.under),
    // What is being judged, or is gone, is not removed by others.
    hold: (busy) => void (comment.removing = busy),
    turn: (to) => void (comment.removing = to !== 'no'),
  }
}

/** Somebody reports a thing; whoever moderates keeps it, or hides it and shows it again, or removes it. */
export async function moderate(stage: Stage): Promise<void> {
  const { kita, chance } = stage
  const target = targetIn(stage)
  if (!target) return
  const isAuthors = (hat: WorldMembership) =>
    kita.members.some(({ id, person }) => id === target.author && person === hat.person)
  const reporter = stage.actor((hat) => hat.role !== 'council' && touches(hat, target.place) && !isAuthors(hat))
  const judges = (hat: WorldMembership) => judgedAt(target.place)(hat) && !isAuthors(hat)
  const judge = stage.actor(judges)
  if (!reporter || !judge) return
  target.hold(true)
  const heard = kita.hearing(judges)
  if (!(await file(stage, reporter, { target, heard }))) return
  const { phone, hat } = judge
  const list = await insist(() => phone.door, 'report.list', { as: hat.id, input: { facility: apfelhof } })
  const report = list.ok ? list.data.reports.find(({ thing }) => thing.ref === target.thing.ref) : undefined
  if (!report) return failed(stage, phone, { target, what: 'report.list: what was reported is not there' })
  const settle = (outcome: Outcome) => settling(stage, judge, { target, heard, report: report.id, outcome })
  if (chance.next() < 0.25) return settle('kept')
  await settle('hidden')
  await settle(chance.next() < 0.6 ? 'kept' : 'removed')
}

async function file(
  stage: Stage,
  { phone, hat }: Actor,
  { target, heard }: { target: Target; heard: ReadonlySet<string> },
): Promise<boolean> {
  const sentAt = now()
  const input = { thing: target.thing, reason: 'privacy' } as const
  const reply = await change(() => phone.door, 'report.file', hat.id, input)
  if (!reply.ok) {
    target.hold(false)
    // The same person reported it before: once is enough.
    if (reply.error.code === 'already-reported') stage.kita.count(reply.error.code)
    else failed(stage, phone, { target, what: `report.file: ${reply.error.code}` })
    return false
  }
  stage.note({ event: 'report.filed', ref: judgements, sentAt, audience: heard })
  stage.counts.reported += 1
  return true
}

interface Settling {
  readonly target: Target
  readonly heard: ReadonlySet<string>
  readonly report: Parameters<typeof change<'report.settle'>>[3]['report']
  readonly outcome: Outcome
}

/** Hiding and removing are told where the thing stands, keeping to those who judge. */
async function settling(
  stage: Stage,
  { phone, hat }: Actor,
  { target, heard, report, outcome }: Settling,
): Promise<void> {
  const { kita, counts } = stage
  const { kind, ref } = target.thing
  const wasHidden = hiddenIn(stage, ref)
  const sentAt = now()
  const reply = await change(() => phone.door, 'report.settle', hat.id, { report, outcome })
  if (!reply.ok) return failed(stage, phone, { target, what: `report.settle ${outcome}: ${reply.error.code}` })
  const { audience } = target
  if (outcome === 'kept' && !wasHidden) {
    target.hold(false)
    return stage.note({ event: 'report.settled', ref: judgements, sentAt, audience: heard })
  }
  if (outcome === 'kept') {
    stage.note({ event: `${kind}.${target.isOlder ? 'restored' : 'revealed'}`, ref, sentAt, audience })
    counts.revealed += 1
    target.turn('no')
    return target.hold(false)
  }
  stage.note({ event: `${kind}.removed`, ref, sentAt, audience })
  target.turn(outcome)
  if (outcome === 'removed') {
    kita.goneAt.set(target.mark, now())
    counts.removals += 1
  } else counts.hidden += 1
}

function failed(stage: Stage, phone: Phone, { target, what }: { target: Target; what: string }): void {
  if (!target.isGoing()) stage.unexpected(phone, what)
}

/** Whether the last that was told of it took it away. */
const hiddenIn = ({ kita }: Stage, ref: string) =>
  kita.record.findLast((one) => one.ref === ref)?.event.endsWith('.removed') ?? false
