import { concerns } from '@morgenkreis/domain'
import { absenceReasons, illnesses, type InputOf, type ThreadId } from '@morgenkreis/protocol'
import { announce, message, type Act } from './acts.ts'
import { answerIn, vote } from './ballot.ts'
import { dayOf } from './days.ts'
import { does, often, sentence, type Command, type Script } from './script.ts'
import type { Guardian } from './town.ts'

/**
 * Something for the own child, by the observed guardian or by the other one who lives apart: what comes of it is seen by both,
 * and neither when nor by whom it was done (N9).
 */
function forOwn(script: Script, act: (who: Guardian) => Command): void {
  const { observed, partner } = script.town
  if (partner === null || partner.household === null || often(script.chance, 0.5)) return script.both(act(observed))
  const acting = act(partner)
  script.apart({ a: () => [acting], b: () => [acting] })
}

/** An own poll answer. */
export const ownVote: Act = (script) => {
  const { town, chance, board } = script
  const asked = chance.oneOf(board.polls)
  if (asked === undefined) return
  const kid = chance.oneOf(town.own)!
  const answer = answerIn(asked, chance)
  forOwn(script, (guardian) => vote({ guardian, kid }, asked, answer))
}

/** The observed guardian confirms; others did, or did not. Staff reminds those who are left. */
export const confirming: Act = (script) => {
  const { town, chance, board } = script
  const asking = board.announcements.findLast(({ confirmation }) => confirmation !== null)
  if (asking === undefined) return announce(script)
  const { id: announcement, groups } = asking
  // One family never confirms, so that there is somebody to remind in both twins, where it was asked.
  const ready = town.families.slice(0, -1)
  const isOpen = town.families.at(-1)!.kids.some(({ group }) => concerns(groups, group))
  const confirm = () => {
    const family = chance.oneOf(ready)!
    return does(chance.oneOf(family.guardians)!, 'announcement.confirm', {
      ...{ announcement, child: chance.oneOf(family.kids)!.id },
    })
  }
  const some = () => Array.from({ length: chance.below(4) }, confirm)
  script.apart({ a: some, b: some })
  const { id: child } = chance.oneOf(town.own)!
  if (often(chance, 0.5)) forOwn(script, (who) => does(who, 'announcement.confirm', { announcement, child }))
  if (often(chance, 0.5) && isOpen) script.both(does(asking.author, 'announcement.remind', { announcement }))
}

/** The own child is ill, or stays away. */
export const ownReport: Act = (script) => {
  const { town, chance, steps, begin } = script
  // Reports are listed by their first day: each has one of its own.
  const from = dayOf(begin, 1 + (steps.length % 90))
  const said = { children: [chance.oneOf(town.own)!.id], from, to: from, note: sentence(chance) }
  const consent = { version: 1, language: 'de', accepted: true } as const
  const illness = chance.oneOf(illnesses)!
  const reason = chance.oneOf(absenceReasons)!
  const ill = often(chance, 0.5)
  forOwn(script, (who) =>
    ill
      ? does(who, 'sick-note.report', { ...said, illness, consent })
      : does(who, 'absence.report', { ...said, reason }),
  )
}

/** The observed guardian talks with the team, and is answered. */
export const ownTalk: Act = (script) => {
  const { town, chance } = script
  const [kid] = town.own
  if (script.talk !== null) {
    script.both(does(town.staff.floater, 'message.send', { thread: script.talk, text: sentence(chance, 20) }))
    return
  }
  const thread = script.made(0, 1) as ThreadId
  script.both(does(town.observed, 'conversation.start', { child: kid!.id, partner: 'team', text: sentence(chance) }))
  script.both(does(town.staff.floater, 'message.send', { thread, text: sentence(chance, 20) }))
  script.talk = thread
}

/** The observed guardian reads, opens, marks, and reports what others said. */
export const ownReading: Act = (script) => {
  const { town, chance, board } = script
  const { observed, groups } = town
  const told = chance.oneOf(board.announcements)
  if (told !== undefined && often(chance, 0.4))
    return script.both(does(observed, 'announcement.open', { announcement: told.id }))
  const last = board.messages.at(-1)
  if (last === undefined) return message(script)
  const thing: InputOf<'report.file'>['thing'] = { kind: 'message', ref: last.id }
  script.both(
    often(chance, 0.5)
      ? does(observed, 'thread.mark', { thread: groups[0]!.id as string as ThreadId, upTo: last.id, unread: false })
      : does(observed, 'report.file', { thing, reason: 'other' }),
  )
}
