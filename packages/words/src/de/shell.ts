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
  write: 'Mitteilung schreiben',
  back: 'Zurück',
  cancel: 'Abbrechen',
  close: 'Schließen',
  retry: 'Noch einmal versuchen',
  loading: 'Wird geladen …',
  wholeFacility: 'Alle Gruppen',
  groupLabel: ({ group, pattern }: { group: string; pattern: string }) => `${group}, Band: ${pattern}`,
  roles,
  hat: {
    title: 'Sie handeln als',
    current: ({ role }: { role: string }) => `Sie handeln gerade als ${role}.`,
    switchTo: ({ role, facility }: { role: string; facility: string }) => `Zu ${role} wechseln, ${facility}`,
  },
  day: { today: 'Heute', yesterday: 'Gestern' },
  at: ({ day, time }: { day: string; time: string }) => `${day}, ${time} Uhr`,
  connection: {
    offline: 'Keine Verbindung. Sie sehen den letzten Stand, neue Beiträge kommen von selbst.',
    waiting: ({ count }: { count: number }) =>
      count === 1
        ? 'Keine Verbindung. 1 Kommentar wartet und wird von selbst gesendet.'
        : `Keine Verbindung. ${count} Kommentare warten und werden von selbst gesendet.`,
    polling: 'Ihr Netz lässt keine Live-Verbindung zu. Neues erscheint alle 20 Sekunden.',
    ended: 'Ihre Anmeldung ist abgelaufen.',
    signIn: 'Neu anmelden',
    back: 'Wieder verbunden.',
  },
}
