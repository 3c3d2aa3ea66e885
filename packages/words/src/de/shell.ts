import type { Role } from '@morgenkreis/protocol'

const roles: Record<Role, string> = {
  admin: 'Leitung',
  educator: 'Fachkraft',
  council: 'Elternbeirat',
  guardian: 'Bezugsperson',
}

export const shell = {
  product: 'Morgenkreis',
  skip: 'Zum Inhalt springen',
  navigation: 'Hauptmenü',
  today: 'Heute',
  post: 'Post',
  facility: 'Einrichtung',
  more: 'Mehr',
  report: 'Melden',
  write: 'Mitteilung schreiben',
  cancel: 'Abbrechen',
  retry: 'Noch einmal versuchen',
  loading: 'Wird geladen …',
  wholeFacility: 'Alle Gruppen',
  roles,
  hat: {
    title: 'Sie handeln als',
    switchTo: ({ role, facility }: { role: string; facility: string }) =>
      `${role}, ${facility}: in diese Rolle wechseln`,
  },
  unread: ({ count }: { count: number }) => `${count} ungelesen`,
  day: { today: 'Heute', yesterday: 'Gestern', within: { today: 'heute', yesterday: 'gestern' } },
  at: ({ day, time }: { day: string; time: string }) => `${day}, ${time} Uhr`,
  connection: {
    offline: ({ since }: { since: string }) => `Keine Verbindung. Stand: ${since}. Neues kommt von selbst.`,
    waiting: ({ since, count }: { since: string; count: number }) =>
      count === 1
        ? `Keine Verbindung. Stand: ${since}. 1 Beitrag wartet und geht von selbst hinaus.`
        : `Keine Verbindung. Stand: ${since}. ${count} Beiträge warten und gehen von selbst hinaus.`,
    polling: 'Ihr Netz lässt keine Live-Verbindung zu. Neues erscheint alle 20 Sekunden.',
    ended: 'Ihre Anmeldung ist abgelaufen.',
    signIn: 'Neu anmelden',
    reload: 'Neu laden',
    back: 'Wieder verbunden.',
  },
}
