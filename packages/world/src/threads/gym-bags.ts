import { apfelhof, wellen } from '../facilities.ts'
import { by } from '../people.ts'
import type { Thread } from './thread.ts'

export const gymBags: Thread = {
  facility: apfelhof,
  author: by('Tjark Feddermoor'),
  groups: [wellen],
  day: -6,
  time: '08:05',
  title: 'Turnbeutel bitte wieder mitgeben',
  paragraphs: [
    'Nach dem großen Waschtag hängen an der Garderobe der Wellengruppe nur noch fünf Turnbeutel, und in einem davon wohnt ein einzelner Strumpf.',
    'Wir turnen jeden Dienstag. Bitte geben Sie bis dahin eine bequeme Hose, ein T-Shirt und Schläppchen oder rutschfeste Socken mit. Ein Blick auf die Größe lohnt sich, viele Füße sind über den Sommer gewachsen.',
    'Wer keinen Beutel hat: Wir nähen am Mittwoch mit den Kindern welche aus alten Bettbezügen. Stoffspenden nehmen wir gern.',
  ],
  comments: [
    [
      -6,
      '08:44',
      by('Silke Hafenstein'),
      'Der einzelne Strumpf mit den Streifen könnte unserer sein. Der zweite wartet zu Hause sehnsüchtig.',
    ],
    [
      -6,
      '10:17',
      by('Die vom Leuchtturm'),
      'Bettbezüge haben wir reichlich, mit Segelbooten drauf. Bringe ich morgen mit.',
    ],
    [
      -6,
      '20:03',
      by('Sami Nourabi'),
      'Schläppchen in 27 sind uns zu klein geworden und noch fast neu. Ich lege sie in die Tauschkiste.',
    ],
  ],
}
