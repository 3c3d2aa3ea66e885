import type { GroupId, OperationsAt, Role } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { allGroups, childId, elsewhere, here, hedgehog, member, membershipId, sun, wave } from '../../test/members.ts'
import { may } from './may.ts'
import { atFacility } from './tables.ts'

/**
 * The rights as they were reviewed, written down a second time and in other words:
 * `F` anywhere in the own facility · `S` a group in common · `W` writes in every group named · `O` the own · `-` not at all ·
 * `C` the own child's · `G` a group chat · `g` one of a common group · `w` one where it writes · `K` the council room ·
 * `H` a conversation that the head answers · `T` one that the team of a common group answers · `t` the same, writing ·
 * `P` takes part in the conversation · `R` holds `health` · `A` all groups named are own · `s` `S` and `R` · `a` `A` and `R` ·
 * `Q` announcements, what stands under them, and group chats · `M` nobody here: it needs the right `moderate`, of which
 * moderation.test.ts asks over the same product.
 */
// prettier-ignore
const reviewed: Record<OperationsAt<'facility'>, Record<Role, string>> = {
  'facility.read':        { admin: 'F', educator: 'F',  council: 'F', guardian: 'F' },
  'membership.list':      { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'membership.remove':    { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'membership.grant':     { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'module.switch':        { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'facility.describe':    { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'child.list':           { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'child.join':           { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'child.change':         { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'child.leave':          { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'audience.preview':     { admin: 'F', educator: 'F',  council: 'F', guardian: 'F' },
  'announcement.publish': { admin: 'F', educator: 'W',  council: 'W', guardian: '-' },
  'announcement.list':    { admin: 'F', educator: 'F',  council: 'F', guardian: 'F' },
  'announcement.read':    { admin: 'F', educator: 'S',  council: 'F', guardian: 'S' },
  'announcement.remove':  { admin: 'F', educator: 'OW', council: 'O', guardian: '-' },
  'comment.publish':      { admin: 'F', educator: 'W',  council: '-', guardian: 'S' },
  'comment.list':         { admin: 'F', educator: 'S',  council: '-', guardian: 'S' },
  'comment.see':          { admin: 'F', educator: 'S',  council: '-', guardian: 'S' },
  'comment.remove':       { admin: 'F', educator: 'OW', council: '-', guardian: 'O' },
  'group.describe':       { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'chat.switch':          { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'thread.list':          { admin: 'F', educator: 'F',  council: 'F', guardian: 'F' },
  'thread.read':          { admin: 'GH', educator: 'gT', council: 'K', guardian: 'gP' },
  'thread.mark':          { admin: 'GH', educator: 'gT', council: 'K', guardian: 'gP' },
  'thread.acknowledge':   { admin: 'G', educator: 'w',  council: 'K', guardian: 'g' },
  'message.list':         { admin: 'GH', educator: 'gT', council: 'K', guardian: 'gP' },
  'message.send':         { admin: 'GH', educator: 'wt', council: 'K', guardian: 'gP' },
  'message.edit':         { admin: 'O', educator: 'O',  council: 'O', guardian: 'O' },
  'message.remove':       { admin: 'GO', educator: 'wO', council: 'O', guardian: 'O' },
  'message.restore':      { admin: 'GO', educator: 'wO', council: 'O', guardian: 'O' },
  'household.list':       { admin: 'F', educator: 'F',  council: '-', guardian: '-' },
  'conversation.start':   { admin: 'F', educator: 'W',  council: '-', guardian: 'C' },
  'thread.type':          { admin: 'GH', educator: 'wt', council: '-', guardian: '-' },
  'conversation.pass':    { admin: 'H', educator: 't',  council: '-', guardian: '-' },
  'poll.publish':         { admin: 'F', educator: 'W',  council: '-', guardian: '-' },
  'poll.list':            { admin: 'F', educator: 'F',  council: 'F', guardian: 'F' },
  'poll.read':            { admin: 'F', educator: 'S',  council: 'F', guardian: 'S' },
  'poll.vote':            { admin: '-', educator: '-',  council: '-', guardian: 'S' },
  'poll.close':           { admin: 'F', educator: 'OW', council: '-', guardian: '-' },
  'poll.remove':          { admin: 'F', educator: 'OW', council: '-', guardian: '-' },
  'schedule.list':        { admin: 'F', educator: 'F',  council: 'F', guardian: '-' },
  'announcement.cancel':  { admin: 'F', educator: 'OW', council: 'O', guardian: '-' },
  'announcement.confirm': { admin: '-', educator: '-',  council: '-', guardian: 'S' },
  'confirmation.list':    { admin: '-', educator: '-',  council: '-', guardian: 'F' },
  'announcement.progress': { admin: 'F', educator: 'S', council: '-', guardian: '-' },
  'announcement.remind':  { admin: 'F', educator: 'W',  council: '-', guardian: '-' },
  'announcement.restore': { admin: 'F', educator: 'OW', council: 'O', guardian: '-' },
  'comment.restore':      { admin: 'F', educator: 'OW', council: '-', guardian: 'O' },
  'poll.restore':         { admin: 'F', educator: 'OW', council: '-', guardian: '-' },
  'trash.list':           { admin: 'F', educator: 'F',  council: 'F', guardian: 'F' },
  'retention.read':       { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'retention.set':        { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'retention.preview':    { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'quiet-hours.read':     { admin: 'F', educator: 'F',  council: 'F', guardian: 'F' },
  'quiet-hours.set':      { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'hold.place':           { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'hold.list':            { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'hold.lift':            { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'audit.list':           { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'sick-note.report':     { admin: 'R', educator: 'a',  council: '-', guardian: 'C' },
  'sick-note.list':       { admin: 'R', educator: 's',  council: '-', guardian: 'C' },
  'sick-note.change':     { admin: 'R', educator: 'a',  council: '-', guardian: 'C' },
  'sick-note.recover':    { admin: 'R', educator: 'a',  council: '-', guardian: 'C' },
  'sick-note.see':        { admin: 'R', educator: 'a',  council: '-', guardian: '-' },
  'sick-note.remove':     { admin: 'R', educator: 'a',  council: '-', guardian: 'C' },
  'absence.report':       { admin: 'F', educator: 'A',  council: '-', guardian: 'C' },
  'absence.list':         { admin: 'F', educator: 'S',  council: '-', guardian: 'C' },
  'absence.change':       { admin: 'OR', educator: 'Oa', council: '-', guardian: 'C' },
  'absence.see':          { admin: 'R', educator: 'a',  council: '-', guardian: '-' },
  'absence.remove':       { admin: 'OR', educator: 'Oa', council: '-', guardian: 'C' },
  'presence.list':        { admin: 'F', educator: 'S',  council: '-', guardian: '-' },
  'report.waiting':       { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'report.file':          { admin: 'Q', educator: 'Q',  council: 'Q', guardian: 'Q' },
  'report.list':          { admin: 'M', educator: 'M',  council: '-', guardian: '-' },
  'report.settle':        { admin: 'M', educator: 'M',  council: '-', guardian: '-' },
  'member.mute':          { admin: 'M', educator: 'M',  council: '-', guardian: '-' },
  'member.unmute':        { admin: 'M', educator: 'M',  council: '-', guardian: '-' },
  'thread.lock':          { admin: 'M', educator: 'M',  council: '-', guardian: '-' },
  'thread.unlock':        { admin: 'M', educator: 'M',  council: '-', guardian: '-' },
  'announcement.open':    { admin: 'F', educator: 'S',  council: 'F', guardian: 'S' },
  'announcement.unopened': { admin: 'F', educator: 'F', council: 'F', guardian: 'F' },
  'announcement.reach':   { admin: 'F', educator: 'S',  council: '-', guardian: '-' },
  'closing.list':         { admin: 'F', educator: 'F',  council: 'F', guardian: 'F' },
  'closing.add':          { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'closing.change':       { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'closing.remove':       { admin: 'F', educator: '-',  council: '-', guardian: '-' },
}
const operations = Object.keys(reviewed) as OperationsAt<'facility'>[]
const roles = ['admin', 'educator', 'council', 'guardian'] as const

type Groups = 'all' | GroupId[]
interface Relation {
  readonly of: Groups
  readonly named: Groups
  /** A group in common, or the whole facility. */
  readonly shares: boolean
  /** Every group that is named, and at least one is. */
  readonly covers: boolean
}

// prettier-ignore
const relations: Relation[] = [
  { of: 'all',       named: 'all',                shares: true,  covers: true  },
  { of: 'all',       named: [sun],                shares: true,  covers: true  },
  { of: 'all',       named: allGroups,            shares: true,  covers: true  },
  { of: 'all',       named: [],                   shares: false, covers: false },
  { of: [sun],       named: 'all',                shares: true,  covers: false },
  { of: [sun],       named: [sun],                shares: true,  covers: true  },
  { of: [sun],       named: [sun, wave],          shares: true,  covers: false },
  { of: [sun],       named: [wave],               shares: false, covers: false },
  { of: [sun],       named: [],                   shares: false, covers: false },
  { of: [sun, wave], named: 'all',                shares: true,  covers: false },
  { of: [sun, wave], named: [wave],               shares: true,  covers: true  },
  { of: [sun, wave], named: [sun, wave],          shares: true,  covers: true  },
  { of: [sun, wave], named: [wave, hedgehog],     shares: true,  covers: false },
  { of: [sun, wave], named: [hedgehog],           shares: false, covers: false },
  { of: [sun, wave], named: [],                   shares: false, covers: false },
  { of: allGroups,   named: 'all',                shares: true,  covers: false },
  { of: allGroups,   named: allGroups,            shares: true,  covers: true  },
  { of: [],          named: 'all',                shares: true,  covers: false },
  { of: [],          named: [sun],                shares: false, covers: false },
  { of: [],          named: [],                   shares: false, covers: false },
]

const yesAndNo = [true, false]
/** Where it happens: no thread, a group's chat, the council room, a conversation with the team or with the head. */
const circles = [
  {},
  { circle: 'group' },
  { circle: 'council' },
  { circle: 'conversation', partner: 'team' },
  { circle: 'conversation', partner: 'head' },
] as const
const [kim, jonte] = [childId(1), childId(2)]

interface Case {
  readonly operation: OperationsAt<'facility'>
  readonly role: Role
  readonly relation: Relation
  readonly thread: (typeof circles)[number]
  readonly writes: boolean
  readonly own: boolean
  /** The child that it concerns is theirs, and they take part in the conversation about it. */
  readonly family: boolean
  /** Holds the right `health`. */
  readonly health: boolean
  readonly home: boolean
}

function* product(): Generator<Case> {
  for (const operation of operations)
    for (const role of roles)
      for (const relation of relations)
        for (const thread of circles)
          for (const writes of yesAndNo)
            for (const own of yesAndNo)
              for (const family of yesAndNo)
                for (const health of yesAndNo)
                  for (const home of yesAndNo)
                    yield { operation, role, relation, thread, writes, own, family, health, home }
}

function expected({ operation, role, relation, thread, writes, own, family, health, home }: Case): boolean {
  const { shares, covers } = relation
  const chat = 'circle' in thread && thread.circle === 'group'
  const talk = 'circle' in thread && thread.circle === 'conversation'
  const team = talk && 'partner' in thread && thread.partner === 'team' && shares
  const writing = writes && covers
  const meaning: Record<string, boolean> = {
    ...{ F: true, S: shares, W: writing, O: own, '-': false, C: family },
    ...{ R: health, A: covers, s: shares && health, a: covers && health },
    ...{ G: chat, g: chat && shares, w: chat && writing, K: 'circle' in thread && thread.circle === 'council' },
    ...{
      H: talk && !('partner' in thread && thread.partner === 'team'),
      T: team,
      t: team && writing,
      P: talk && family,
    },
    ...{ Q: chat || !('circle' in thread), M: false },
  }
  return home && [...reviewed[operation][role]].some((letter) => meaning[letter])
}

test('[K-64, K-65, K-31] may answers as reviewed, over its whole product', () => {
  let asked = 0
  for (const one of product()) {
    const { operation, role, relation, thread, writes, own, family, health, home } = one
    const children = family ? [kim] : [jonte]
    const rights = health ? (['health'] as const) : []
    const who = member(1, role, { groups: relation.of, writes, rights, children })
    const author = own ? who.id : membershipId(2)
    const parties = family ? [who.id] : []
    const place = { groups: relation.named, author, children: [kim], parties, ...thread }
    asked += 1
    if (may(who, operation, { facility: home ? here : elsewhere, ...place }) !== expected(one))
      expect(one).toBe('as reviewed')
  }
  expect(asked).toBe(operations.length * 4 * relations.length * circles.length * 32)
  // Some million questions: seconds, and more of them on a busy machine.
}, 60_000)

test('[K-64] what nobody wrote is nobody’s own', () => {
  const guardian = member(1, 'guardian', { groups: [sun] })
  expect(may(guardian, 'comment.remove', { facility: here, groups: [sun] })).toBe(false)
})

test('[K-64] every operation at a facility was reviewed', () => {
  expect(Object.keys(atFacility).sort()).toEqual([...operations].sort())
})
