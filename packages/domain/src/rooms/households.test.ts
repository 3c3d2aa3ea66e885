import type { ChildId } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { childId, membershipId } from '../../test/members.ts'
import { toldTogether } from './households.ts'

const [kim, mia, jonte] = [childId(1), childId(2), childId(3)]
const [paula, paul] = [membershipId(1), membershipId(2)]

test('[N9] told at once of what is done for children is who has all of them together with the one who does it, in no other household', () => {
  const link = (n: number, child: ChildId, household: string | null) => ({
    membership: membershipId(n),
    child,
    household,
  })
  const together = [link(1, kim, null), link(2, kim, null), link(4, jonte, null)]
  expect(toldTogether(paula, [kim], together)).toEqual([paula, paul])
  const apart = [link(1, kim, 'a'), link(2, kim, 'b'), link(7, kim, 'a'), link(8, kim, null)]
  expect(toldTogether(paula, [kim], apart)).toEqual([paula, membershipId(7), membershipId(8)])
  // Petra has Mia with Paul, and nothing with Paula; Quinn has both with Paul.
  const family = [link(1, kim, 'a'), link(2, kim, 'b'), link(2, mia, null), link(3, mia, null)]
  expect(toldTogether(paula, [kim], family)).toEqual([paula])
  expect(toldTogether(paul, [kim, mia], family)).toEqual([paul])
  const quinn = [link(9, kim, null), link(9, mia, null)]
  expect(toldTogether(paul, [kim, mia], [...family, ...quinn])).toEqual([paul, membershipId(9)])
})
