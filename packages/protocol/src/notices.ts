/** The sentences that a person acknowledges, word for word (K-104). A changed sentence is a new version. */
export const notices = {
  'comment-one-group': {
    version: 1,
    de: 'Ich bin mir bewusst, dass mein Kommentar für alle Gruppenmitglieder sichtbar ist.',
    en: 'I am aware that my comment is visible to all members of the group.',
  },
  'comment-several-groups': {
    version: 1,
    de: 'Ich bin mir bewusst, dass mein Kommentar für alle Mitglieder der genannten Gruppen sichtbar ist.',
    en: 'I am aware that my comment is visible to all members of the groups named.',
  },
  announcement: {
    version: 1,
    de: 'Ich bin mir bewusst, dass diese Mitteilung für alle genannten Empfänger sichtbar ist.',
    en: 'I am aware that this announcement is visible to all recipients named.',
  },
  chat: {
    version: 1,
    de: 'Ich bin mir bewusst, dass meine Nachrichten für alle Mitglieder dieses Chats sichtbar sind.',
    en: 'I am aware that my messages are visible to all members of this chat.',
  },
} as const satisfies Record<string, { version: number; de: string; en: string }>

export type NoticeId = keyof typeof notices
export const noticeIds = Object.keys(notices) as NoticeId[]
