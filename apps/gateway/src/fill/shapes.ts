import type {
  AnnouncementId,
  ChildId,
  Circle,
  CommentId,
  Facility,
  FacilityId,
  GroupId,
  Groups,
  MembershipId,
  MessageId,
  Partner,
  PersonId,
  Right,
  Role,
  Sign,
  ThreadId,
} from '@morgenkreis/protocol'

export interface NewPerson {
  id: PersonId
  email: string
  /** In the clear, as it is about to be hashed; null: cannot log in. */
  password: string | null
  name: string
}

export interface NewChild {
  id: ChildId
  facility: FacilityId
  group: GroupId
  sign: Sign
  name: string
}

export interface NewMembership {
  id: MembershipId
  person: PersonId
  facility: FacilityId
  role: Role
  /** Empty for guardians: theirs are the groups of their children. */
  groups: 'all' | GroupId[]
  writes: boolean
  rights: Right[]
  children: { child: ChildId; label: string | null; custody: boolean; household: 'a' | 'b' | null }[]
}

export interface NewAnnouncement {
  id: AnnouncementId
  facility: FacilityId
  author: MembershipId
  groups: Groups
  title: string
  text: string
  at: Date
}

export interface NewComment {
  id: CommentId
  announcement: AnnouncementId
  author: MembershipId
  text: string
  at: Date
  removedBy: 'author' | 'staff' | null
}

export interface NewMessage {
  id: MessageId
  facility: FacilityId
  thread: ThreadId
  circle: Circle
  author: MembershipId
  text: string
  quotes: MessageId | null
  at: Date
}

export interface NewConversation {
  id: ThreadId
  facility: FacilityId
  child: ChildId
  household: 'a' | 'b' | null
  opened: Partner
  partner: Partner
  at: Date
}

/** Somebody has opened an announcement already. */
export interface NewOpening {
  announcement: AnnouncementId
  person: PersonId
}

/** Who and what a new installation begins with. */
export interface Beginning {
  facilities: readonly Facility[]
  people: readonly NewPerson[]
  children: readonly NewChild[]
  memberships: readonly NewMembership[]
  announcements: readonly NewAnnouncement[]
  comments: readonly NewComment[]
  messages?: readonly NewMessage[]
  conversations?: readonly NewConversation[]
  openings?: readonly NewOpening[]
}
