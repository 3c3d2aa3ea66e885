import type { GroupId, OperationsAt, Role } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { allGroups, elsewhere, here, hedgehog, member, membershipId, sun, wave } from '../../test/members.ts'
import { may } from './may.ts'
import { atFacility } from './tables.ts'

/**
 * The rights as they were reviewed, written down a second time and in other words:
 * `F` anywhere in the own facility · `S` a group in common · `W` writes in every group named · `O` the own · `-` not at all.
 */
// prettier-ignore
const reviewed: Record<OperationsAt<'facility'>, Record<Role, string>> = {
  'facility.read':        { admin: 'F', educator: 'F',  council: 'F', guardian: 'F' },
  'membership.list':      { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'membership.remove':    { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'membership.grant':     { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'module.switch':        { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'child.list':           { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'child.join':           { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'child.leave':          { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'audience.preview':     { admin: 'F', educator: 'F',  council: 'F', guardian: 'F' },
  'announcement.publish': { admin: 'F', educator: 'W',  council: 'W', guardian: '-' },
  'announcement.list':    { admin: 'F', educator: 'F',  council: 'F', guardian: 'F' },
  'announcement.read':    { admin: 'F', educator: 'S',  council: 'F', guardian: 'S' },
  'announcement.remove':  { admin: 'F', educator: 'OW', council: 'O', guardian: '-' },
  'comment.publish':      { admin: 'F', educator: 'W',  council: '-', guardian: 'S' },
  'comment.list':         { admin: 'F', educator: 'S',  council: '-', guardian: 'S' },
  'comment.remove':       { admin: 'F', educator: 'OW', council: '-', guardian: 'O' },
  'announcement.restore': { admin: 'F', educator: 'OW', council: 'O', guardian: '-' },
  'comment.restore':      { admin: 'F', educator: 'OW', council: '-', guardian: 'O' },
  'trash.list':           { admin: 'F', educator: 'F',  council: 'F', guardian: 'F' },
  'retention.read':       { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'retention.set':        { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'retention.preview':    { admin: 'F', educator: '-',  council: '-', guardian: '-' },
  'audit.list':           { admin: 'F', educator: '-',  council: '-', guardian: '-' },
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
const product = operations.flatMap((operation) =>
  roles.flatMap((role) =>
    relations.flatMap((relation) =>
      yesAndNo.flatMap((writes) =>
        yesAndNo.flatMap((own) => yesAndNo.map((home) => ({ operation, role, relation, writes, own, home }))),
      ),
    ),
  ),
)
type Case = (typeof product)[number]

function expected({ operation, role, relation: { shares, covers }, writes, own, home }: Case): boolean {
  const meaning: Record<string, boolean> = { F: true, S: shares, W: writes && covers, O: own, '-': false }
  return home && [...reviewed[operation][role]].some((letter) => meaning[letter])
}

test('[K-64, K-65, K-31] may answers as reviewed, over its whole product', () => {
  const deviations = product.filter((one) => {
    const { operation, role, relation, writes, own, home } = one
    const who = member(1, role, { groups: relation.of, writes })
    const author = own ? who.id : membershipId(2)
    return may(who, operation, { facility: home ? here : elsewhere, groups: relation.named, author }) !== expected(one)
  })
  expect(deviations).toEqual([])
  expect(product).toHaveLength(operations.length * 4 * relations.length * 8)
})

test('[K-64] what nobody wrote is nobody’s own', () => {
  const guardian = member(1, 'guardian', { groups: [sun] })
  expect(may(guardian, 'comment.remove', { facility: here, groups: [sun] })).toBe(false)
})

test('[K-64] every operation at a facility was reviewed', () => {
  expect(Object.keys(atFacility).sort()).toEqual([...operations].sort())
})
