import { apfelhof } from '../facilities.ts'
import { by } from '../people.ts'
import type { Thread } from './thread.ts'

export const photographer: Thread = {
  facility: apfelhof,
  author: by('Beate Hagedornsen'),
  groups: 'all',
  day: -5,
  time: '13:45',
  title: 'Der Fotograf kommt',
  paragraphs: [
    'Am Mittwoch in zwei Wochen besucht uns der Fotograf. Am Vormittag entstehen Bilder der Gruppen auf der Wiese, danach Einzelbilder und, wer mag, Bilder mit Geschwistern.',
    'Fotografiert wird nur, wer die Einwilligung unterschrieben hat. Die Zettel liegen ab morgen in den Fächern. Ein Nein ist völlig in Ordnung: Für diese Kinder gibt es in der Zeit eine Bastelrunde im Atelier.',
    'Die Bilder bekommen Sie über einen eigenen Zugang direkt vom Fotografen. Es gibt keine Pflicht zum Kauf und keine Mappe, die man zurückschicken muss.',
  ],
  comments: [
    [-5, '14:30', by('Jana Fuchsloch'), 'Gut gelöst mit der Bastelrunde. Das war beim letzten Mal etwas holprig.'],
    [-5, '20:15', by('Tanja Regenpfeifer'), 'Können Geschwister aus zwei Gruppen zusammen auf ein Bild?'],
    [
      -4,
      '07:40',
      by('Beate Hagedornsen'),
      'Ja, dafür ist von 11 bis 12 Uhr Zeit reserviert. Bitte auf dem Zettel ankreuzen.',
    ],
  ],
}
