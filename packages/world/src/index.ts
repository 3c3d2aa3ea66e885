export { apfelhof, facilities, igel, kraniche, kranichweg, sonnen, wellen } from './facilities.ts'
export { idOf } from './ids.ts'
export { morning } from './morning.ts'
export { demoPassword, named, withPassword } from './named.ts'
export type { NamedName } from './named.ts'
export { children, kim, memberships, people } from './people.ts'
export type {
  Moment,
  Right,
  Tie,
  WorldAnnouncement,
  WorldChild,
  WorldComment,
  WorldConversation,
  WorldFacility,
  WorldMembership,
  WorldMessage,
  WorldOpening,
  WorldPerson,
} from './shapes.ts'
export { openings } from './openings.ts'
export { conversations, messages } from './talks.ts'
export { announcements, comments } from './week.ts'
