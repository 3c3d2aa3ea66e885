import { apfelhof, sonnen } from '../facilities.ts'
import { by } from '../people.ts'
import type { Thread } from './thread.ts'

export const spareClothes: Thread = {
  facility: apfelhof,
  author: by('Mirjam Kornblum'),
  groups: [sonnen],
  day: -1,
  time: '15:40',
  title: 'Wechselwäsche und Gummistiefel',
  paragraphs: [
    'Die große Pfütze hinter dem Schuppen ist zurück, und sie wird sehr geliebt. Heute mussten wir elf Hosen wechseln.',
    'Bitte schauen Sie beim Abholen in den Beutel Ihres Kindes: Zwei Hosen, Strümpfe, Unterwäsche und ein Pullover sollten darin sein. Gummistiefel dürfen im Regal wohnen bleiben.',
    'Geliehene Sachen bringen Sie uns gern gewaschen zurück, unser Vorrat ist gerade klein.',
  ],
  comments: [
    [-1, '16:30', by('Torben Haferkorn'), 'Elf! Ich lege morgen drei Hosen extra dazu.'],
    [-1, '17:18', by('Paula Tannhof'), 'Wir auch. Und ein Hoch auf die Waschmaschine.'],
  ],
}
