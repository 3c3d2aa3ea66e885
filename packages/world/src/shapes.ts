import type {
  AnnouncementId,
  ChildId,
  Circle,
  CommentId,
  Facility,
  FacilityId,
  GroupId,
  Groups,
  Language,
  MembershipId,
  MessageId,
  Partner,
  PersonId,
  Role,
  Sign,
  ThreadId,
} from '@morgenkreis/protocol'

export type WorldFacility = Facility
export type Right = 'health' | 'moderate' | 'export'

/** `password` is null for everybody who does not log in: a hash costs a tenth of a second. */
export interface WorldPerson {
  id: PersonId
  email: string
  password: string | null
  name: string
  language: Language
}

/** A guardian's tie to a child: the label this guardian typed, custody, and the household where guardians live apart. */
export interface Tie {
  child: ChildId
  label: string | null
  custody: boolean
  household: 'a' | 'b' | null
}

/** A guardian's groups are those of the children; `groups` is then empty. */
export interface WorldMembership {
  id: MembershipId
  person: PersonId
  facility: FacilityId
  role: Role
  groups: 'all' | GroupId[]
  writes: boolean
  rights: Right[]
  children: Tie[]
}

export interface WorldChild {
  id: ChildId
  facility: FacilityId
  group: GroupId
  sign: Sign
  name: string
}

/**
 * When something was written, seen from the day of filling: `day` is -7 to 0, `time` is HH:MM on the Kita's clock.
 * Whoever fills before the last moment of day 0 moves the whole week one day back, so that nothing lies in the future.
 */
export interface Moment {
  day: number
  time: string
}

export interface WorldAnnouncement extends Moment {
  id: AnnouncementId
  facility: FacilityId
  author: MembershipId
  groups: Groups
  title: string
  text: string
}

/** Somebody has opened an announcement. */
export interface WorldOpening {
  announcement: AnnouncementId
  person: PersonId
}

/** `removedBy` staff means: by the author of the announcement. */
export interface WorldComment extends Moment {
  id: CommentId
  announcement: AnnouncementId
  author: MembershipId
  text: string
  removedBy: 'author' | 'staff' | null
}

export interface WorldMessage extends Moment {
  id: MessageId
  facility: FacilityId
  thread: ThreadId
  circle: Circle
  author: MembershipId
  text: string
  quotes: MessageId | null
}

/** A conversation of the guardians of one household with a role. */
export interface WorldConversation extends Moment {
  id: ThreadId
  facility: FacilityId
  child: ChildId
  household: 'a' | 'b' | null
  opened: Partner
  partner: Partner
}
