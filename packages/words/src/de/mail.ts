import type { PushCategory } from '@morgenkreis/protocol'

const subjects: Record<PushCategory, string> = {
  announcements: 'In Ihrem Morgenkreis wartet eine Mitteilung',
  comments: 'In Ihrem Morgenkreis wartet ein Kommentar',
  messages: 'In Ihrem Morgenkreis wartet eine Nachricht',
  polls: 'In Ihrem Morgenkreis wartet eine Umfrage',
  reports: 'In Ihrem Morgenkreis wartet eine Meldung',
}

export const mail = {
  subjects,
  text: ({ what, link }: { what: string; link: string }) =>
    `${what}.\n\nNach der Anmeldung lesen Sie das hier:\n${link}\n\nSie bekommen diese E-Mail, weil Sie das noch nicht geöffnet haben oder keines Ihrer Geräte es angezeigt hat. Unter „Mehr“, „Benachrichtigungen“ stellen Sie sie ab.`,
}
