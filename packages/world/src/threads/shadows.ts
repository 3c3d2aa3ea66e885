import { apfelhof, sonnen } from '../facilities.ts'
import { by } from '../people.ts'
import type { Thread } from './thread.ts'

export const shadows: Thread = {
  facility: apfelhof,
  author: by('Emre Yıldızhan'),
  groups: [sonnen],
  day: -4,
  time: '09:30',
  title: 'Was wir gerade erforschen: Schatten',
  paragraphs: [
    'Angefangen hat es mit der Frage, ob ein Schatten nass wird, wenn es regnet. Seitdem messen wir jeden Morgen auf dem Hof, wie lang der Schatten vom Kletterturm ist, und malen die Linie mit Kreide nach.',
    'Für unser Schattentheater suchen wir große Kartons, Pergamentpapier und Taschenlampen, die noch leuchten. Alles darf bemalt, zerschnitten und beklebt zurückkommen oder gar nicht.',
    'Nächste Woche zeigen wir das erste Stück. Es geht um einen Drachen, der seinen Schatten verliert, und das Ende steht noch nicht fest.',
  ],
  comments: [
    [
      -4,
      '10:45',
      by('Rasmus Steinhuder'),
      'Jetzt verstehe ich, warum gestern alle Lampen in der Küche aus sein mussten.',
    ],
    [
      -4,
      '12:20',
      by('Oma Gerlinde'),
      'Kartons habe ich genug, vom neuen Kühlschrank ist ein ganz großer dabei. Soll ich ihn bringen?',
    ],
    [-4, '12:58', by('Emre Yıldızhan'), 'Unbedingt! Daraus wird die Drachenhöhle.'],
    [
      -4,
      '20:31',
      by('Oluchi Adeyinka-Falk'),
      'We love this project. Two torches and a roll of baking paper are on their way 🔦',
    ],
  ],
}
