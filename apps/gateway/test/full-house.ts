import { modules } from '@morgenkreis/protocol'
import type {
  ChangingOperationName,
  ChildId,
  InputOf,
  OperationName,
  OperationNamed,
  ThreadId,
} from '@morgenkreis/protocol'
import { apfelhof, idOf, igel, kim, sonnen, wellen } from '@morgenkreis/world'
import { ask, choose, question } from './asking.ts'
import { anna, beate, beginningOfFew, clara, emre, forestDay, frieda, orFail, paul, paula, sami } from './cast.ts'
import { consent, Desk, hanne, jonte, lotta, matti, mirjam } from './desk.ts'
import { shownToHead } from './granting.ts'
import { openHouse, type Caller, type House } from './house.ts'
import { report, waiting } from './moderating.ts'
import { toMonday, today } from './monday.ts'
import { say } from './talking.ts'
import { acknowledged, announce, comment, schedule } from './writing.ts'

/** What a module that is off closes: every operation that may answer so. */
export type GatedOperationName = {
  [Name in OperationName]: 'module-off' extends OperationNamed<Name>['refuses'][number] ? Name : never
}[OperationName]

/** Somebody who may, and what is asked. */
interface Deed<Name extends OperationName> {
  readonly who: Caller
  readonly input: InputOf<Name>
}

export type Deeds = { readonly [Name in ChangingOperationName | GatedOperationName]: Deed<Name> }

const facility = apfelhof
const dayMs = 24 * 60 * 60 * 1000
const sun = sonnen as string as ThreadId

const beginning = (now: Date) => {
  const few = beginningOfFew(now)
  return { ...few, facilities: few.facilities.map((one) => ({ ...one, modules: [...modules] })) }
}

/** A house at 6:40 of a Monday in which every module is on. */
export async function openFullHouse(): Promise<House> {
  const house = await openHouse({}, { beginning })
  toMonday(house)
  return house
}

/** For every operation that changes something or belongs to a module a deed that succeeds, whatever else was done of these. */
export async function prepareDeeds(house: House): Promise<Deeds> {
  const parts = [await ofAnnouncements(house), await ofComments(house), await ofPolls(house)] as const
  const [announcements, comments, polls] = parts
  return {
    ...announcements,
    ...comments,
    ...polls,
    ...(await ofReports(house)),
    ...(await ofModeration(house)),
    ...(await ofChats(house)),
    ...(await ofTheFacility(house)),
  }
}

async function ofAnnouncements(house: House) {
  const groups = [sonnen]
  const written = () => announce(house, emre, { facility, groups, confirmation: 'one' })
  const asking = { announcement: (await written()).id }
  const kept = { announcement: (await written()).id }
  const removed = { announcement: (await written()).id }
  orFail(await house.call('announcement.remove', emre, removed))
  const publishAt = new Date(house.clock.now().getTime() + dayMs).toISOString()
  const waits = await schedule(house, emre, { facility, groups, publishAt })
  const destination = { kind: 'announcement', facility, groups } as const
  const acknowledgement = await acknowledged(house, emre, destination)
  const publish = { facility, groups, title: 'Morgen im Garten', text: 'Bitte Gummistiefel.', acknowledgement }
  return {
    'announcement.publish': { who: emre, input: publish },
    'announcement.list': { who: paula, input: { facility } },
    'announcement.read': { who: paula, input: asking },
    'announcement.open': { who: paul, input: asking },
    'announcement.unopened': { who: paula, input: { facility } },
    'announcement.reach': { who: emre, input: asking },
    'announcement.progress': { who: emre, input: asking },
    'announcement.confirm': { who: paula, input: { ...asking, child: kim } },
    'announcement.remind': { who: emre, input: asking },
    'announcement.remove': { who: emre, input: kept },
    'announcement.restore': { who: emre, input: removed },
    'announcement.cancel': { who: emre, input: { announcement: waits.id } },
    'schedule.list': { who: emre, input: { facility } },
    'confirmation.list': { who: paula, input: { facility } },
    'audience.preview': { who: emre, input: { destination, language: 'de' } },
  } as const satisfies Partial<Deeds>
}

async function ofComments(house: House) {
  const under = { announcement: forestDay }
  const kept = { comment: (await comment(house, paula, forestDay, 'Wir kommen.')).id }
  const removed = { comment: (await comment(house, paula, forestDay, 'Wir kommen doch.')).id }
  orFail(await house.call('comment.remove', paula, removed))
  const acknowledgement = await acknowledged(house, clara, { kind: 'comment', ...under })
  return {
    'comment.publish': { who: clara, input: { ...under, text: 'Wir bringen Äpfel mit.', acknowledgement } },
    'comment.list': { who: paula, input: under },
    'comment.see': { who: paula, input: kept },
    'comment.remove': { who: paula, input: kept },
    'comment.restore': { who: paula, input: removed },
  } as const satisfies Partial<Deeds>
}

async function ofPolls(house: House) {
  const asked = async () => ({ poll: (await ask(house, emre)).id })
  const [open, closing, kept, removed] = [await asked(), await asked(), await asked(), await asked()]
  orFail(await house.call('poll.remove', emre, removed))
  const acknowledgement = await acknowledged(house, emre, { kind: 'poll', facility, groups: [sonnen] })
  return {
    'poll.publish': { who: emre, input: { facility, ...question(house), acknowledgement } },
    'poll.list': { who: paula, input: { facility } },
    'poll.read': { who: paula, input: open },
    'poll.vote': { who: paula, input: { ...open, child: kim, answer: choose(0) } },
    'poll.close': { who: emre, input: closing },
    'poll.remove': { who: emre, input: kept },
    'poll.restore': { who: emre, input: removed },
  } as const satisfies Partial<Deeds>
}

async function ofReports(house: House) {
  const desk = new Desk(house)
  const reported = async () => ({ sickNote: (await desk.reported(paula)).id })
  const ill = async () => ({ ...(await reported()), v: 1 })
  const days = { from: today(house), to: today(house, 1) }
  const away = { reason: 'holiday', ...days } as const
  const off = async () => {
    const { absences } = orFail(await house.call('absence.report', paula, { children: [kim], ...away }))
    return { absence: absences[0]!.id }
  }
  const absent = async () => ({ ...(await off()), v: 1 })
  const illness = { illness: 'fever', ...days } as const
  return {
    'sick-note.report': { who: clara, input: { children: [jonte], ...illness, consent } },
    'sick-note.list': { who: mirjam, input: { facility } },
    'sick-note.change': { who: paula, input: { ...(await ill()), ...illness, illness: 'cold', consent } },
    'sick-note.recover': { who: paula, input: { ...(await reported()), back: today(house, 1) } },
    'sick-note.see': { who: mirjam, input: await ill() },
    'sick-note.remove': { who: paula, input: await reported() },
    'absence.report': { who: clara, input: { children: [jonte], ...away } },
    'absence.list': { who: emre, input: { facility } },
    'absence.change': { who: paula, input: { ...(await absent()), ...away, reason: 'other' } },
    'absence.see': { who: mirjam, input: await absent() },
    'absence.remove': { who: paula, input: await off() },
    'presence.list': { who: emre, input: { facility } },
    'report.waiting': { who: anna, input: { facility } },
  } as const satisfies Partial<Deeds>
}

async function ofModeration(house: House) {
  const written = async () => (await announce(house, emre, { facility, groups: [sonnen] })).id
  const reported = { kind: 'message', ref: (await say(house, paul, { thread: sun, text: 'Unerhört.' })).id } as const
  await report(house, clara, reported)
  const unmuted = { membership: paul.as }
  orFail(await house.call('member.mute', beate, { ...unmuted, until: inAnHour(house) }))
  const locked = { kind: 'announcement', ref: await written() } as const
  orFail(await house.call('thread.lock', beate, { of: locked }))
  const holding = async () => {
    const thing = { kind: 'announcement', ref: await written() } as const
    return { thing, source: '§ 147 AO', until: new Date(house.clock.now().getTime() + 30 * dayMs).toISOString() }
  }
  const { hold } = orFail(await house.call('hold.place', anna, await holding()))
  const thing = { kind: 'message', ref: (await say(house, clara, { thread: sun, text: 'Frechheit.' })).id } as const
  return {
    'report.file': { who: paula, input: { thing, reason: 'insult' } },
    'report.settle': { who: beate, input: { report: (await waiting(house, beate, reported)).id, outcome: 'kept' } },
    'member.mute': { who: beate, input: { membership: sami.as, until: inAnHour(house) } },
    'member.unmute': { who: beate, input: unmuted },
    'thread.lock': { who: beate, input: { of: { kind: 'thread', ref: wellen as string as ThreadId } } },
    'thread.unlock': { who: beate, input: { of: locked } },
    'hold.place': { who: anna, input: await holding() },
    'hold.lift': { who: anna, input: { hold } },
  } as const satisfies Partial<Deeds>
}

const inAnHour = ({ clock }: House) => new Date(clock.now().getTime() + 60 * 60 * 1000).toISOString()

async function ofChats(house: House) {
  const thread = sun
  const said = async (text: string) => (await say(house, paula, { thread, text })).id
  const removed = { message: await said('Zurückgezogen.') }
  orFail(await house.call('message.remove', paula, removed))
  const kept = await said('Steht da.')
  const under = orFail(await house.call('thread.read', paula, { thread })).acknowledgement
  if (under === null) throw new Error('nothing was acknowledged')
  const conversation = orFail(await house.call('conversation.start', clara, startedFor(jonte)))
  return {
    'thread.list': { who: paula, input: { facility } },
    'thread.read': { who: paula, input: { thread } },
    'thread.mark': { who: clara, input: { thread, upTo: kept, unread: false } },
    'thread.acknowledge': {
      who: emre,
      input: { thread, acknowledgement: await acknowledged(house, emre, { kind: 'chat', thread }) },
    },
    'thread.type': { who: emre, input: { thread } },
    'message.list': { who: paula, input: { thread } },
    'message.send': { who: paula, input: { thread, text: 'Guten Morgen.', under } },
    'message.edit': { who: paula, input: { message: await said('Falsch.'), text: 'Richtig.', under } },
    'message.remove': { who: paula, input: { message: await said('Geht gleich.') } },
    'message.restore': { who: paula, input: removed },
    'household.list': { who: emre, input: { facility } },
    'conversation.start': { who: paula, input: startedFor(kim) },
    'conversation.pass': { who: emre, input: { thread: conversation.thread, partner: 'head' } },
  } as const satisfies Partial<Deeds>
}

const startedFor = (child: ChildId) => ({ child, partner: 'team', text: 'Wir kommen später.' }) as const

async function ofTheFacility(house: House) {
  const days = { from: today(house, 20), to: today(house, 22), reason: 'Sommerferien' }
  const closed = async () => ({ closing: orFail(await house.call('closing.add', anna, { facility, ...days })).id })
  const [changed, removed] = [await closed(), await closed()]
  const by = <Input>(input: Input) => ({ who: anna, input })
  return {
    'group.describe': by({ facility, group: sonnen, opensAt: '07:30' }),
    'facility.describe': by({ facility, phone: '040 66969 118', email: null, address: null }),
    'quiet-hours.set': by({ facility, of: 'educator', hours: { from: '17:00', to: '07:00', weekend: true } }),
    'retention.set': by({ facility, kept: 'comments', days: 300 }),
    'chat.switch': by({ facility, group: igel, mode: 'open' }),
    'closing.add': by({ facility, ...days }),
    'closing.change': by({ ...changed, ...days, reason: 'Fortbildung' }),
    'closing.remove': by(removed),
    'module.switch': by({ facility, module: 'absences', on: true }),
    'membership.grant': by({
      membership: frieda.as,
      v: (await shownToHead(house, frieda.as))?.v ?? 1,
      rights: ['health'],
    }),
    'child.join': by({
      ...{ facility, group: sonnen, sign: 'kite', name: 'Noor' },
      guardians: [{ membership: sami.as, custody: true, apart: false }],
    }),
    'child.change': by({
      ...{ child: matti, v: 1, sign: 'owl', name: 'Matti Wiesengrund' },
      guardians: [{ membership: hanne.as!, custody: true, apart: false }],
    }),
    'child.leave': by({ child: lotta }),
    'membership.remove': by({ membership: idOf('membership', 105) }),
  } satisfies Partial<Deeds>
}
