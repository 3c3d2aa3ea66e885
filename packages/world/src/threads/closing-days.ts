import { apfelhof } from '../facilities.ts'
import { by } from '../people.ts'
import type { Thread } from './thread.ts'

export const closingDays: Thread = {
  facility: apfelhof,
  author: by('Anna Holderbusch'),
  groups: 'all',
  day: -7,
  time: '07:40',
  title: 'Unsere Schließtage bis zum Sommer',
  paragraphs: [
    'Liebe Familien, damit Sie gut planen können, hier die Tage, an denen der Apfelhof geschlossen bleibt: zwischen Weihnachten und Neujahr, am Rosenmontag ab 12 Uhr, am Freitag nach Himmelfahrt und in den letzten drei Wochen der Sommerferien.',
    'Dazu kommt ein Tag im März, an dem das ganze Team zum Thema Streiten und Vertragen lernt. Das genaue Datum schreiben wir Ihnen, sobald die Referentin zugesagt hat.',
    'Wenn Sie an einem dieser Tage gar keine Betreuung finden, sprechen Sie mich bitte früh an. Für die Sommerwochen gibt es wieder eine kleine Feriengruppe, Plätze vergeben wir ab Februar.',
  ],
  comments: [
    [-7, '08:12', by('Hanne Wiesengrund'), 'Danke für die frühe Übersicht, das hängt schon am Kühlschrank!'],
    [-7, '09:30', by('Hauke Mühlenbeck'), 'Gilt der Rosenmontag auch für die Frühbetreuung, also normal ab 7 Uhr?'],
    [
      -7,
      '09:55',
      by('Anna Holderbusch'),
      'Ja, morgens ist alles wie immer. Um 12 Uhr schließen wir, Mittagessen gibt es vorher.',
    ],
    [-7, '19:21', by('Priya Raghunandan'), 'Thank you! Is the holiday group open to children from all three groups?'],
    [
      -6,
      '07:35',
      by('Beate Hagedornsen'),
      'Yes, it is: one mixed group for everybody. Ich schicke Ihnen den Zettel gern auch auf Englisch.',
    ],
  ],
}
