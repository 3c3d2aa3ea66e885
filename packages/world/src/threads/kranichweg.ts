import { kraniche, kranichweg } from '../facilities.ts'
import { by } from '../people.ts'
import type { Thread } from './thread.ts'

export const kranichwegClosed: Thread = {
  facility: kranichweg,
  author: by('Olga Sperlinska'),
  groups: 'all',
  day: -5,
  time: '12:10',
  title: 'Am Freitag schließen wir um 14 Uhr',
  paragraphs: [
    'Liebe Familien vom Kranichweg, am Freitag wird bei uns der Boden im Flur erneuert. Bitte holen Sie Ihr Kind deshalb bis 14 Uhr ab.',
    'Wenn das gar nicht geht, rufen Sie mich an. Wir finden dann einen Platz in der Bücherei nebenan.',
  ],
  comments: [],
}

export const kranichwegGarden: Thread = {
  facility: kranichweg,
  author: by('Marten Uferschwalb'),
  groups: [kraniche],
  day: -2,
  time: '14:20',
  title: 'Die Kraniche pflanzen Zwiebeln',
  paragraphs: [
    'Diese Woche kommen Tulpen, Krokusse und Schneeglöckchen in die Erde. Wer alte Handschaufeln übrig hat, darf sie gern mitbringen.',
    'Im Frühling schauen wir dann nach, was die Wühlmäuse übrig gelassen haben.',
  ],
  comments: [],
}
