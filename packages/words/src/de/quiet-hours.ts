import type { QuietFor } from '@morgenkreis/protocol'

const of: Record<QuietFor, { title: string; hint: string }> = {
  everybody: { title: 'Alle', hint: 'Die Ruhezeit der Kita. Sie gilt für jede und jeden, die anderen kommen dazu.' },
  admin: { title: 'Leitung und Verwaltung', hint: 'Zusätzlich, solange nichts entschieden werden muss.' },
  educator: { title: 'Fachkräfte', hint: 'Zusätzlich: Außerhalb der Arbeitszeit bleibt das Gerät still.' },
  council: { title: 'Elternbeirat', hint: 'Zusätzlich, für Mitteilungen an den Beirat.' },
  guardian: { title: 'Bezugspersonen', hint: 'Zusätzlich, für alle Familien.' },
}

/** The texts of the page on which a head sets when devices stay silent. */
export const quietHours = {
  title: 'Ruhezeiten',
  hint: 'In der Ruhezeit melden sich Geräte nicht. Was kommt, steht sofort in der Post; am Ende meldet sich das Gerät einmal. Als dringend Veröffentlichtes meldet sich immer.',
  own: 'Jede Person kann für sich weitere Stunden festlegen.',
  roles: 'Wer mehrere Rollen hat, ist nur still, wenn jede davon Ruhe hat.',
  of,
  on: 'Ruhezeit',
  onNamed: ({ whose }: { whose: string }) => `Ruhezeit für ${whose}`,
  from: 'von',
  to: 'bis',
  weekend: 'Am Wochenende ganztägig',
  weekendNamed: ({ whose }: { whose: string }) => `Am Wochenende ganztägig Ruhe für ${whose}`,
  save: 'Speichern',
  saveNamed: ({ whose }: { whose: string }) => `Ruhezeit für ${whose} speichern`,
  saved: 'Die Ruhezeit gilt.',
}
