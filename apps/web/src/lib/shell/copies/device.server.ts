import { createHash } from 'node:crypto'
import type { MembershipId, OperationName, OutputOf, Reply, Thread } from '@morgenkreis/protocol'
import type { Gateway, Session } from '../gateway.server.ts'

type Copied = { readonly [Name in OperationName]?: (output: OutputOf<Name>) => OutputOf<Name> }

/** On a device a child is a sign that is there or away: no name, no reason, not for how long, and an illness like the rest. */
const present: Copied['presence.list'] = ({ day, groups }) => ({
  day,
  accepts: false,
  groups: groups.map(({ group, children }) => ({
    group,
    children: children.map(({ id, sign, away }) => ({
      ...{ id, sign, name: '' },
      away: away.length === 0 ? [] : [{ from: day, to: day, reason: null, note: null }],
    })),
  })),
})

const whole = <Output>(output: Output) => output

const nameless = (thread: Thread): Thread =>
  thread.subject === null ? thread : { ...thread, subject: { ...thread.subject, name: null } }

/** A child is its sign on a device, whatever its guardian calls it. */
export const withoutLabels = (session: Session): Session => ({
  ...session,
  memberships: session.memberships.map((one) => ({
    ...one,
    children: one.children.map((child) => ({ ...child, label: null })),
  })),
})

/** What a page may say that is to lie on a device: an allow-list, since neither health data nor a child's name may. */
const copied: Copied = {
  'session.read': withoutLabels,
  'room.list': whole,
  'announcement.list': whole,
  'announcement.read': whole,
  'announcement.unopened': whole,
  'comment.list': whole,
  'confirmation.list': whole,
  'poll.list': whole,
  'schedule.list': whole,
  'presence.list': present,
  'closing.list': whole,
  'thread.list': ({ threads }) => ({ threads: threads.map(nameless) }),
  'thread.read': (read) => ({ ...read, thread: nameless(read.thread) }),
  'message.list': whole,
}

/** The gateway for a page that is to lie on a device. Whatever is not on the list is refused before it is asked. */
export function forDevice(gateway: Gateway): Gateway {
  return {
    async call<Name extends OperationName>(name: Name, call: Parameters<typeof gateway.call<Name>>[1]) {
      const copy: Copied[Name] | undefined = Object.hasOwn(copied, name) ? copied[name] : undefined
      if (copy === undefined) return { ok: false, error: { code: 'not-found' } } as Reply<Name>
      const reply = await gateway.call(name, call)
      return reply.ok ? { ok: true, data: copy(reply.data) } : reply
    },
  }
}

/** Names a session as it stands under a hat, and says nothing of it: any other person, hat, group, right or module is another. */
export const nameOfSession = (session: Session, hat: MembershipId | null) =>
  createHash('sha256')
    .update(JSON.stringify([session, hat]))
    .digest('base64url')
    .slice(0, 22)
