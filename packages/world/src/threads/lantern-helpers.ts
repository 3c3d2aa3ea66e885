import { apfelhof } from '../facilities.ts'
import { by } from '../people.ts'
import type { Thread } from './thread.ts'

export const lanternHelpers: Thread = {
  facility: apfelhof,
  author: by('Clara Wintergrün', 'council'),
  groups: 'all',
  day: -6,
  time: '16:10',
  title: 'Elternbeirat: Wer hilft beim Laternenfest?',
  paragraphs: [
    'Liebe Eltern, nächste Woche leuchtet der Apfelhof. Der Elternbeirat kümmert sich um Punsch, Waffeln und Musik, und dafür brauchen wir noch ein paar Hände.',
    'Gesucht werden: zwei Leute für den Aufbau ab 15 Uhr, drei am Waffeleisen, jemand mit Trompete oder Akkordeon und vier, die am Ende die Becher spülen. Jede halbe Stunde hilft.',
    'Schreiben Sie einfach hier darunter, was Sie übernehmen mögen. Den fertigen Plan hängen wir neben die Eingangstür.',
  ],
  comments: [
    [-6, '16:35', by('Papa mit dem Lastenrad'), 'Ich fahre Bänke und Becher. Wofür hat man so ein Rad.'],
    [
      -6,
      '17:12',
      by('Rana Nourabi'),
      'Ich backe Waffeln, von fünf bis sechs. Ohne Ei kann ich auch einen Teig mitbringen.',
    ],
    [
      -6,
      '18:30',
      by('Thore Grashalm'),
      'Akkordeon ist vorhanden, Spieler auch, Können so mittel. Drei Laternenlieder schaffe ich.',
    ],
    [-6, '18:41', by('Clara Wintergrün', 'guardian'), 'Mittel ist genau richtig, wir singen ja laut dazu 🎶'],
    [-6, '21:09', by('Nachteule'), 'Becher spülen, gern spät.'],
    [
      -5,
      '06:58',
      by('Hiba Alrashwan'),
      'صباح الخير للجميع! يسعدني أن أساعد في تحضير الفطائر، وشكرًا على هذا التنظيم الجميل 🌙',
    ],
    [-5, '07:22', by('Aleksander Nowodworski'), 'Beim Aufbau bin ich dabei, eine Kabeltrommel bringe ich mit.'],
  ],
}
