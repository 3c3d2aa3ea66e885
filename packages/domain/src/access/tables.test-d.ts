import type { EventName, OperationsAt } from '@morgenkreis/protocol'
import { hears, hearsOf, type Telling } from './hears.ts'
import { may } from './may.ts'
import type { Membership } from './membership.ts'
import type { FacilityPlace } from './place.ts'
import type { Reach } from './reach.ts'
import { atFacility, columns } from './tables.ts'

declare const who: Membership
declare const place: FacilityPlace

type Table = Record<OperationsAt<'facility'>, readonly [Reach, Reach, Reach, Reach]>
const { 'comment.publish': publish, ...rights } = atFacility
atFacility satisfies Table
// @ts-expect-error an operation without a row does not compile
rights satisfies Table
// @ts-expect-error nor does a row without a column for each role
;({ ...rights, 'comment.publish': publish.slice(1) }) satisfies Table

type HearsTable = Record<EventName, readonly Telling[]>
const { 'comment.removed': removed, ...telling } = hears
hears satisfies HearsTable
// @ts-expect-error an event without a row of who hears does not compile
telling satisfies HearsTable
// @ts-expect-error a room hears all or nothing
;({ ...telling, 'comment.removed': [...removed, 'totals'] }) satisfies HearsTable

may(who, 'comment.publish', place)
// @ts-expect-error what is asked is an operation at a facility
may(who, 'session.read', place)
// @ts-expect-error that somebody declared
may(who, 'comment.edit', place)
// @ts-expect-error a role alone may nothing: a membership acts
may(columns[0], 'comment.publish', place)
// @ts-expect-error only declared events are told
hearsOf('comment.edited', 'council')
// @ts-expect-error to kinds of room that exist
hearsOf('comment.published', 'hallway')
