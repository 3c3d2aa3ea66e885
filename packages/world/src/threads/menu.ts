import { apfelhof } from '../facilities.ts'
import { by } from '../people.ts'
import type { Thread } from './thread.ts'

export const menu: Thread = {
  facility: apfelhof,
  author: by('Beate Hagedornsen'),
  groups: 'all',
  day: -3,
  time: '11:00',
  title: 'Speiseplan der kommenden Woche',
  paragraphs: [
    'Montag: Linsensuppe mit Brot, danach Birnen.\nDienstag: Kartoffelpuffer mit Apfelmus.\nMittwoch: Nudeln mit Tomaten- oder Käsesoße und Gurkensalat.\nDonnerstag: Fischfilet oder Gemüsebratling, Reis und Erbsen.\nFreitag: Kürbisauflauf, zum Nachtisch Joghurt mit Honig.',
    'Die Kartoffelpuffer haben sich die Kinder in der Abstimmung mit bunten Steinen gewünscht, es war ein knapper Sieg gegen Milchreis.',
    'Allergien und besondere Kost kennt die Küche aus Ihren Angaben. Hat sich etwas geändert, sagen Sie es bitte direkt in der Gruppe.',
  ],
  comments: [
    [-3, '12:14', by('Gummistiefel'), 'Kürbisauflauf am Freitag, da würde ich gern selbst in die Kita gehen 🎃'],
    [-3, '16:50', by('Karim Benhadj'), 'Danke, dass es immer auch etwas ohne Fleisch gibt.'],
  ],
}
