import { apfelhof } from '../facilities.ts'
import { by } from '../people.ts'
import type { Thread } from './thread.ts'

export const lanternWalk: Thread = {
  facility: apfelhof,
  author: by('Anna Holderbusch'),
  groups: 'all',
  day: -1,
  time: '07:50',
  title: 'Laternenfest: Ablauf und Treffpunkt',
  paragraphs: [
    'Am Freitag ist es so weit. Wir treffen uns um 16:45 Uhr auf der Wiese vor dem Apfelhof und singen zusammen die ersten Lieder. Um 17 Uhr ziehen wir los: durch den Birkenweg, am Teich vorbei und über den Schulhof zurück.',
    'Bitte bringen Sie die Laternen mit, die in den Gruppen gebastelt wurden; sie hängen ab Donnerstag an den Haken. Echte Kerzen bleiben zu Hause, wir geben kleine Lichter aus. Jedes Kind geht mit einem Erwachsenen aus der eigenen Familie.',
    'Danach gibt es Punsch und Waffeln im Hof. Denken Sie an einen eigenen Becher. Bei Sturm feiern wir drinnen im Bewegungsraum, das schreiben wir bis 14 Uhr hier in der Post.',
  ],
  comments: [
    [
      -1,
      '08:20',
      by('Yasmin Benhadj'),
      'Wir freuen uns riesig. Die Laternen sind dieses Jahr besonders schön geworden!',
    ],
    [-1, '12:05', by('Gesa Prielmann'), 'Ist die Strecke gut mit Kinderwagen zu schaffen?'],
    [
      -1,
      '12:40',
      by('Anna Holderbusch'),
      'Ja, alles gepflastert. Nur am Teich wird es auf zwanzig Metern etwas holperig.',
    ],
    [-1, '19:55', by('Familie Pusteblume'), 'Hier wird geübt, lauter als der Fernseher 🏮'],
  ],
}
