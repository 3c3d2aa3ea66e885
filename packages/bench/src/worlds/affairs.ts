import { concerns } from '@morgenkreis/domain'
import { illnesses, absenceReasons, reportReasons, type MessageId, type ThreadId } from '@morgenkreis/protocol'
import type { AbsenceId, InputOf, Message, SickNoteId } from '@morgenkreis/protocol'
import { dayOf } from './days.ts'
import { does, often, sentence, type Command, type Cue } from './script.ts'
import type { Guardian, Kid } from './town.ts'

/** What others do of which a guardian notices nothing: any of it can stand for any other, and for nothing. */
export type Affair = (cue: Cue) => Command[]

/** A guardian of another family with a child; now and then the one who lives apart from the observed guardian. */
function somebodyElse({ script: { town }, chance }: Cue): { guardian: Guardian; kid: Kid } {
  const family = chance.oneOf(town.families)!
  return { guardian: chance.oneOf(family.guardians)!, kid: chance.oneOf(family.kids)! }
}

function somebodyApart(cue: Cue): { guardian: Guardian; kid: Kid } {
  const { partner, own } = cue.script.town
  const apart = partner !== null && partner.household !== null && often(cue.chance, 0.3)
  return apart ? { guardian: partner, kid: cue.chance.oneOf(own)! } : somebodyElse(cue)
}

/** A conversation of another household with the team or the head. */
export const talk: Affair = (cue) => {
  const { script, chance, made } = cue
  const { guardian, kid } = somebodyApart(cue)
  const partner = chance.oneOf(['team', 'head'] as const)!
  const answering = partner === 'team' ? script.town.staff.floater : script.town.staff.head
  const as = script.name('talk')
  const thread = (kept: (name: string) => string) => kept(as) as ThreadId
  const opening = does(
    guardian,
    'conversation.start',
    { child: kid.id, partner, text: sentence(chance) },
    { keep: { as, of: (data: Message) => data.thread } },
  )
  const answer = sentence(chance, 40)
  const more: Command[] = [
    does(answering, 'message.send', (kept) => ({ thread: thread(kept), text: answer })),
    does(guardian, 'thread.mark', (kept) => ({ thread: thread(kept), upTo: made(1) as MessageId, unread: false })),
    does(guardian, 'message.edit', { message: made(0) as MessageId, text: sentence(chance) }),
    does(answering, 'thread.type', (kept) => ({ thread: thread(kept) })),
    does(answering, 'conversation.pass', (kept) => ({
      thread: thread(kept),
      partner: partner === 'team' ? 'head' : 'team',
    })),
    does(guardian, 'message.remove', { message: made(0) as MessageId }),
  ]
  return [opening, ...more.slice(0, chance.below(more.length + 1))]
}

/** Another child is ill. */
export const illness: Affair = (cue) => {
  const { script, chance } = cue
  const { guardian, kid } = somebodyElse(cue)
  const { head } = script.town.staff
  const as = script.name('sick note')
  const sickNote = (kept: (name: string) => string) => kept(as) as SickNoteId
  const said = { illness: chance.oneOf(illnesses)!, ...span(cue), note: sentence(chance) }
  const consent = { version: 1, language: 'de', accepted: true } as const
  const keep = { as, of: (data: { sickNotes: { id: string }[] }) => data.sickNotes[0]?.id }
  const phone = { by: 'Oma', basis: 'spoken-consent' } as const
  const reporting = often(chance, 0.7)
    ? does(guardian, 'sick-note.report', { children: [kid.id], ...said, consent }, { keep })
    : does(head, 'sick-note.report', { children: [kid.id], ...said, phone }, { keep })
  const changed = { illness: chance.oneOf(illnesses)!, ...span(cue), consent }
  const more: Command[] = [
    does(head, 'sick-note.see', (kept) => ({ sickNote: sickNote(kept), v: 1 })),
    does(guardian, 'sick-note.change', (kept) => ({ sickNote: sickNote(kept), v: 1, ...changed })),
    does(head, 'sick-note.list', { facility: script.town.facility }),
    does(guardian, 'sick-note.remove', (kept) => ({ sickNote: sickNote(kept) })),
  ]
  return [reporting, ...more.slice(0, chance.below(more.length + 1))]
}

/** Another child stays away. */
export const absence: Affair = (cue) => {
  const { script, chance } = cue
  const { guardian, kid } = somebodyElse(cue)
  const { floater } = script.town.staff
  const as = script.name('absence')
  const reporter = often(chance, 0.6) ? guardian : floater
  const said = { reason: chance.oneOf(absenceReasons)!, ...span(cue), note: sentence(chance) }
  const keep = { as, of: (data: { absences: { id: string }[] }) => data.absences[0]?.id }
  const reporting = does(reporter, 'absence.report', { children: [kid.id], ...said }, { keep })
  const changed = span(cue)
  const again = does(reporter, 'absence.change', (kept) => ({ absence: kept(as) as AbsenceId, v: 1, ...changed }))
  const back = does(guardian, 'absence.remove', (kept) => ({ absence: kept(as) as AbsenceId }))
  return [reporting, ...[again, back].slice(0, chance.below(3))]
}

function span({ script, chance }: Cue): { from: string; to: string } {
  const from = chance.below(5)
  return { from: dayOf(script.begin, from), to: dayOf(script.begin, from + chance.below(4)) }
}

/** Somebody reports what everybody sees, and nothing comes of it. */
export const report: Affair = (cue) => {
  const { script, chance } = cue
  const { guardian } = somebodyElse(cue)
  const { announcements, comments, messages } = script.board
  const things: InputOf<'report.file'>['thing'][] = [
    ...announcements.map(({ id }) => ({ kind: 'announcement' as const, ref: id })),
    ...comments.map(({ id }) => ({ kind: 'comment' as const, ref: id })),
    ...messages.map(({ id }) => ({ kind: 'message' as const, ref: id })),
  ]
  const thing = chance.oneOf(things)
  if (thing === undefined) return []
  const note = often(chance, 0.5) ? { note: sentence(chance) } : {}
  return [does(guardian, 'report.file', { thing, reason: chance.oneOf(reportReasons)!, ...note })]
}

/** Others read, look at what is theirs, and set their own devices up. */
export const reading: Affair = (cue) => {
  const { script, chance } = cue
  const { guardian, kid } = somebodyElse(cue)
  const { groups, facility, partner, families } = script.town
  const last = script.board.messages.findLast(({ group }) => group === kid.group)
  const silent = chance.oneOf(families.filter(({ talks }) => !talks))!
  const quiet = { from: '08:00', to: '20:30' }
  const thread = kid.group as string as ThreadId
  const mark = { thread, unread: often(chance, 0.2), ...(last && { upTo: last.id }) }
  const chat = groups.find(({ id }) => id === silent.kids[0]!.group)!.id as string as ThreadId
  const told = chance.oneOf(script.board.announcements.filter((one) => concerns(one.groups, kid.group)))
  const opens = (who: Guardian) => (told ? [does(who, 'announcement.open', { announcement: told.id })] : [])
  return [
    chance.oneOf([
      ...opens(guardian),
      ...opens(partner ?? guardian),
      does(guardian, 'thread.mark', mark),
      does(partner ?? guardian, 'thread.mark', mark),
      does(silent.guardians[0]!, 'thread.acknowledge', { thread: chat }, { gate: { kind: 'chat', thread: chat } }),
      does(guardian, 'push.prefer', { categories: [], quiet, mail: often(chance, 0.5) }),
      does(guardian, 'trash.list', { facility }),
    ])!,
  ]
}

/** Staff looks at what only staff sees, plans ahead, and lets a child in whom nobody belongs to yet. */
export const office: Affair = (cue) => {
  const { script, chance, made } = cue
  const { facility, groups, staff } = script.town
  const group = chance.oneOf(groups)!.id
  const looks: Command[] = [
    does(staff.floater, 'presence.list', { facility }),
    does(staff.head, 'report.list', { facility }),
    does(staff.head, 'child.list', { facility }),
    does(staff.team, 'sick-note.list', { facility }),
  ]
  const publishAt = new Date(script.begin.getTime() + 12 * 60 * 60_000).toISOString()
  const draft = { facility, groups: [group], title: sentence(chance, 4), text: sentence(chance, 30), publishAt }
  const waiting = does(staff.head, 'announcement.publish', draft, {
    gate: { kind: 'announcement', facility, groups: [group] },
  })
  const sign = chance.oneOf(['owl', 'kite', 'train'] as const)!
  const named = `Neues Kind ${sentence(chance, 2)}`.slice(0, 80)
  const joins = does(staff.head, 'child.join', { facility, group, sign, name: named, guardians: [] })
  const cancels = does(staff.head, 'announcement.cancel', { announcement: made(0) as never })
  return chance.oneOf([[chance.oneOf(looks)!], [chance.oneOf(looks)!], [waiting, cancels], [waiting], [joins]])!
}
