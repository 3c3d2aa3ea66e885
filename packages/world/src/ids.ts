import type {
  AnnouncementId,
  ChildId,
  CommentId,
  FacilityId,
  GroupId,
  MembershipId,
  MessageId,
  PersonId,
  ThreadId,
} from '@morgenkreis/protocol'

interface Kinds {
  facility: FacilityId
  group: GroupId
  person: PersonId
  membership: MembershipId
  child: ChildId
  announcement: AnnouncementId
  comment: CommentId
  message: MessageId
  thread: ThreadId
}

const codes = {
  facility: '01',
  group: '02',
  person: '03',
  membership: '04',
  child: '05',
  announcement: '06',
  comment: '07',
  message: '08',
  thread: '09',
} as const satisfies Record<keyof Kinds, string>

/** The same id for the same number on every machine; its time lies in the past, so ids made later sort after it. */
export const idOf = <Kind extends keyof Kinds>(kind: Kind, n: number) =>
  `018cc251-f4${codes[kind]}-7000-8000-${n.toString(16).padStart(12, '0')}` as Kinds[Kind]
