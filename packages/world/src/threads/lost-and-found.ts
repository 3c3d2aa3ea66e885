import { apfelhof, wellen } from '../facilities.ts'
import { by } from '../people.ts'
import type { Thread } from './thread.ts'

export const lostAndFound: Thread = {
  facility: apfelhof,
  author: by('Tjark Feddermoor'),
  groups: [wellen],
  day: -2,
  time: '10:00',
  title: 'Fundsachen suchen ein Zuhause',
  paragraphs: [
    'Unsere Fundkiste läuft über. Darin liegen unter anderem: ein roter Fäustling, eine Brotdose mit Dinosaurier, zwei Mützen, ein Schnuller mit Mond und eine Unterhose mit Feuerwehr, die niemand kennen will.',
    'Bis Freitag steht die Kiste auf der Bank im Flur. Was dann noch übrig ist, waschen wir und geben es in die Wechselwäsche.',
    'Ein Zettel mit dem Zeichen Ihres Kindes im Kragen hilft uns sehr.',
  ],
  comments: [
    [-2, '11:36', by('Frauke Strandhafer'), 'Die Feuerwehr gehört zu uns, ich gebe es zu.'],
    [-2, '15:02', by('Jakob Silberdistel'), 'Der Mond-Schnuller! Sie retten uns die Nacht 🙏'],
  ],
}
