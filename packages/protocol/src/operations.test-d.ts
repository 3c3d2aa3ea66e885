import type { Call, ClientToServer, Reply } from './envelope.ts'
import { event } from './event.ts'
import type { EventName, PayloadOf, ToldEvent } from './events.ts'
import type { AnnouncementId, CommentId, GroupId, MembershipId } from './ids.ts'
import { operation } from './operation.ts'
import type { InputOf, LiveOperationName, OperationName, RefusalOf } from './operations.ts'
import { z } from 'zod'

declare const announcement: AnnouncementId
declare const group: GroupId
declare const as: MembershipId

// @ts-expect-error an event that nobody declared has no name
'comment.edited' satisfies EventName
// @ts-expect-error an operation that nobody declared has no name
'comment.edit' satisfies OperationName
// @ts-expect-error an event is called noun.participle
event('published', z.string())
const shape = { at: 'self', changes: true, live: true, input: z.string(), output: z.string() } as const
operation('comment.edit', { ...shape, refuses: ['gone'] })
// @ts-expect-error a refusal is one of the closed list
operation('comment.edit', { ...shape, refuses: ['sorry'] })
// @ts-expect-error an operation is called noun.verb
operation('edit', { ...shape, refuses: ['gone'] })
// @ts-expect-error it happens at a kind of place that exists
operation('comment.edit', { ...shape, at: 'nowhere', refuses: ['gone'] })

declare const gone: PayloadOf<'comment.removed'>
// @ts-expect-error one event's payload is not another's
gone satisfies PayloadOf<'comment.published'>
// @ts-expect-error an event is told with its own payload
;({ name: 'comment.published', ref: '', seq: 1, v: 1, at: '', data: gone }) satisfies ToldEvent
// @ts-expect-error what is gone has no data
;({ name: 'comment.removed', ref: '', seq: 1, v: 1, at: '', gone: true, data: gone }) satisfies ToldEvent

;({ announcement, text: 'Guten Morgen' }) satisfies InputOf<'comment.publish'>
// @ts-expect-error an input has no field that its operation does not name
;({ announcement, text: 'Guten Morgen', author: as }) satisfies InputOf<'comment.publish'>
// @ts-expect-error an id names one kind of thing
;({ announcement: group, text: 'Guten Morgen' }) satisfies InputOf<'comment.publish'>
// @ts-expect-error and it is no plain text
;({ comment: '018cc251-f407-7000-8000-000000000001' }) satisfies InputOf<'comment.remove'>
// @ts-expect-error the acknowledgement is a yes
;({ announcement, text: 'x', acknowledgement: { preview: 'x', accepted: false } }) satisfies InputOf<'comment.publish'>
// @ts-expect-error a call says under which membership, if only that it is under none
;({ input: {} }) satisfies Call<'session.read'>

'comment.publish' satisfies LiveOperationName
export type Door = Parameters<ClientToServer['comment.publish']>
// @ts-expect-error removing a member has no socket door
'membership.remove' satisfies LiveOperationName
// @ts-expect-error nor has it a place in the socket's map
export type NoDoor = ClientToServer['membership.remove']
// @ts-expect-error logging in has none, since the door sets the cookie
'session.open' satisfies LiveOperationName

'acknowledgement-used' satisfies RefusalOf<'comment.publish'>
'id-reused' satisfies RefusalOf<'comment.publish'>
// @ts-expect-error reading never answers that a request id was used before
'id-reused' satisfies RefusalOf<'comment.list'>
// @ts-expect-error nor does listing comments know of acknowledgements
'acknowledgement-used' satisfies RefusalOf<'comment.list'>

declare const reply: Reply<'comment.publish'>
// @ts-expect-error a reply is looked at before it is read
void reply.data
if (reply.ok) reply.data.id satisfies CommentId
