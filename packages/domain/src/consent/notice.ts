import { notices, type Groups, type NoticeId } from '@morgenkreis/protocol'

/** Which sentence is acknowledged before a comment is published (K-104): it names the groups where more than one hears. */
export const noticeOfComment = (groups: Groups | readonly string[]): NoticeId =>
  groups !== 'all' && groups.length === 1 ? 'comment-one-group' : 'comment-several-groups'

export const noticeVersion = (id: NoticeId): number => notices[id].version
