import type { Language, PushSubject } from '@morgenkreis/protocol'

/** The fixed texts of notifications: whoever sees the phone learns no more than these say. */
export const ring: Record<Language, Record<PushSubject, { title: string; body: string }>> = {
  de: {
    announcements: { title: 'Neue Mitteilung', body: 'Ihre Kita hat etwas mitgeteilt.' },
    comments: { title: 'Neuer Kommentar', body: 'Jemand hat etwas geschrieben.' },
    messages: { title: 'Neue Nachricht', body: 'Jemand hat Ihnen geschrieben.' },
    polls: { title: 'Neue Umfrage', body: 'Ihre Kita fragt Sie etwas.' },
    reports: { title: 'Eine Meldung wartet', body: 'In einer Gruppe hat sie noch niemand angenommen.' },
    digest: { title: 'Neues in Ihrer Post', body: 'Während der Ruhezeit ist etwas angekommen.' },
    test: { title: 'Es klappt', body: 'So melden sich Mitteilungen auf diesem Gerät.' },
  },
  en: {
    announcements: { title: 'New announcement', body: 'Your Kita has announced something.' },
    comments: { title: 'New comment', body: 'Somebody has written something.' },
    messages: { title: 'New message', body: 'Somebody has written to you.' },
    polls: { title: 'New poll', body: 'Your Kita asks you something.' },
    reports: { title: 'A report is waiting', body: 'In one group nobody has accepted it yet.' },
    digest: { title: 'News in your mail', body: 'Something arrived during the quiet hours.' },
    test: { title: 'It works', body: 'This is how notifications arrive on this device.' },
  },
}
