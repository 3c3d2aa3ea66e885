import type {
  AnnouncementId,
  CommentId,
  Destination,
  Groups,
  InputOf,
  MessageId,
  PollId,
  ThreadId,
} from '@morgenkreis/protocol'
import { ballot } from './ballot.ts'
import { does, often, sentence, type Cue, type Script } from './script.ts'
import type { Somebody } from './town.ts'

/** What happens in public: the same in both twins, with whatever of it has to stay unseen done otherwise. */
export type Act = (script: Script) => void

const groupsFor = ({ town, chance }: Script): Groups =>
  often(chance, 0.3) ? 'all' : [chance.oneOf(town.groups.slice(0, often(chance, 0.8) ? 1 : 2))!.id]

/** Somebody who says things in public: staff, the observed guardian, or a guardian of a family that talks. */
function speaker({ town, chance }: Script): Somebody {
  const talking = town.families.filter(({ talks }) => talks).map(({ guardians }) => guardians[0]!)
  return chance.oneOf([town.staff.team, town.observed, town.observed, ...talking])!
}

export const announce: Act = (script) => {
  const { chance, town, board } = script
  const groups = groupsFor(script)
  const { facility } = town
  const author = groups === 'all' ? town.staff.head : town.staff.team
  const confirmation = chance.oneOf(['one', 'all', null, null] as const)!
  const draft = { facility, groups, title: sentence(chance, 4), text: sentence(chance, 30) }
  const gate: Destination = { kind: 'announcement', facility, groups }
  const id = script.made() as AnnouncementId
  script.both(does(author, 'announcement.publish', { ...draft, ...(confirmation && { confirmation }) }, { gate }))
  board.announcements.push({ id, groups, author, confirmation })
}

export const comment: Act = (script) => {
  const { chance, board } = script
  const under = chance.oneOf(board.announcements)
  if (under === undefined) return announce(script)
  const author = speaker(script)
  const id = script.made() as CommentId
  const gate: Destination = { kind: 'comment', announcement: under.id }
  script.both(does(author, 'comment.publish', { announcement: under.id, text: sentence(chance) }, { gate }))
  board.comments.push({ id, author, under: under.id })
}

/** Says something in the chat of the observed guardian's group, under an acknowledgement of its own. */
export const message: Act = (script) => {
  const { chance, board, town } = script
  const group = town.groups[0]!.id
  const thread = group as string as ThreadId
  const author = speaker(script)
  const as = script.name('acknowledgement')
  const quoted = often(chance, 0.3) ? board.messages.filter((one) => one.group === group).at(-1) : undefined
  const id = script.made(1) as MessageId
  const text = sentence(chance, 20)
  script.both(
    does(
      author,
      'thread.acknowledge',
      { thread },
      { gate: { kind: 'chat', thread }, keep: { as, of: ({ id: given }: { id: string }) => given } },
    ),
    does(author, 'message.send', (kept) => ({
      ...{ thread, text, under: kept(as) as never },
      ...(quoted && { quotes: quoted.id }),
    })),
  )
  board.messages.push({ id, author, group })
}

export const poll: Act = (script) => {
  const { chance, town, board } = script
  const groups = groupsFor(script)
  const { facility, staff } = town
  const kind = chance.oneOf(['one', 'several', 'one', 'text'] as const)!
  const options = kind === 'text' ? [] : ['In den Wald', 'Ans Wasser', 'Zum Hof'].slice(0, 2 + chance.below(2))
  const asked = {
    ...{ id: script.made() as PollId, groups, kind, per: chance.oneOf(['child', 'child', 'family'] as const)! },
    ...{ anonymous: kind !== 'text' && often(chance, 0.4), totals: often(chance, 0.5), options: options.length },
  }
  const { per, anonymous, totals } = asked
  const closesAt = new Date(script.begin.getTime() + 20 * 60 * 60_000).toISOString()
  const gate: Destination = { kind: 'poll', facility, groups }
  const question = { groups, question: sentence(chance, 8), kind, options, per, anonymous, totals, closesAt }
  script.both(does(staff.head, 'poll.publish', { facility, ...question }, { gate }))
  board.polls.push(asked)
  ballot(script, asked)
  if (often(chance, 0.6)) script.both(does(staff.head, 'poll.close', { poll: asked.id }))
}

/** A speaker or staff takes something away again. */
export const removal: Act = (script) => {
  const { chance, town, board } = script
  const { head } = town.staff
  const said = chance.oneOf([...board.comments, ...board.messages])
  if (said === undefined) return comment(script)
  const by = often(chance, 0.6) ? said.author : head
  if ('under' in said) {
    script.both(does(by, 'comment.remove', { comment: said.id }))
    if (often(chance, 0.3)) script.both(does(by, 'comment.restore', { comment: said.id }))
  } else {
    script.both(does(by, 'message.remove', { message: said.id }))
    if (often(chance, 0.3)) script.both(does(by, 'message.restore', { message: said.id }))
  }
}

/** Something is reported, by somebody else and for another reason in the twin, and hidden or removed. */
export const moderation: Act = (script) => {
  const { chance, town, board } = script
  const { head } = town.staff
  const [first] = town.groups
  const isThere = (groups: Groups | undefined) => groups === 'all' || groups?.includes(first!.id) === true
  const comments = board.comments.filter(({ under }) =>
    isThere(board.announcements.find(({ id }) => id === under)?.groups),
  )
  const said = chance.oneOf([...comments, ...board.messages].filter(({ id }) => !script.judged.has(id)))
  if (said === undefined) return message(script)
  script.judged.add(said.id)
  const kind = 'under' in said ? 'comment' : 'message'
  const thing = { kind, ref: said.id } as InputOf<'report.file'>['thing']
  // Whoever has a child in the same group sees what the observed guardian sees.
  const reporters = script.others().filter(({ kids, talks }) => !talks && kids.some(({ group }) => group === first!.id))
  const reporting = (reason: 'insult' | 'privacy', by: Somebody | undefined) => (cue: Cue) => [
    does(by ?? town.staff.floater, 'report.file', {
      ...{ thing, reason },
      ...(reason === 'privacy' && { note: sentence(cue.chance) }),
    }),
  ]
  script.apart({
    a: reporting('insult', reporters.at(0)?.guardians[0]),
    b: reporting('privacy', reporters.at(-1)?.guardians.at(-1)),
  })
  const as = script.name('report')
  const found = ({ reports }: { reports: { id: string; thing: { ref: string } }[] }) =>
    reports.find((one) => one.thing.ref === said.id)?.id
  const outcome = chance.oneOf(['hidden', 'removed'] as const)!
  script.both(
    does(head, 'report.list', { facility: town.facility }, { keep: { as, of: found } }),
    does(head, 'report.settle', (kept) => ({ report: kept(as) as never, outcome })),
  )
  if (outcome === 'hidden' && often(chance, 0.4))
    script.both(does(head, 'report.settle', (kept) => ({ report: kept(as) as never, outcome: 'kept' as const })))
}

/** A speaker falls silent, or a chat. */
export const silence: Act = (script) => {
  const { chance, town } = script
  const { head } = town.staff
  const until = new Date(script.begin.getTime() + 5 * 60 * 60_000).toISOString()
  const [talking] = town.families
  const of = { kind: 'thread' as const, ref: town.groups[0]!.id as string as ThreadId }
  script.both(
    often(chance, 0.5)
      ? does(head, 'member.mute', { membership: talking!.guardians[0]!.as, until })
      : does(head, 'thread.lock', { of }),
  )
}

/** One of two children leaves, and the other one in the twin: as many families are left. */
export const leaving: Act = (script) => {
  const { town } = script
  // Neither those who talk nor the last, who never confirms.
  const small = town.families.slice(2, -1).filter(({ guardians, kids }) => guardians.length === 1 && kids.length === 1)
  const [one, other] =
    [...Map.groupBy(small, ({ kids }) => kids[0]!.group).values()].find(({ length }) => length > 1) ?? []
  if (one === undefined || other === undefined || script.left.size > 0) return
  const goes = ({ kids }: typeof one) => [does(town.staff.head, 'child.leave', { child: kids[0]!.id })]
  script.apart({ a: () => goes(one), b: () => goes(other) })
  script.left.add(one).add(other)
}
