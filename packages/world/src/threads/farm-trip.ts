import { apfelhof, igel, wellen } from '../facilities.ts'
import { by } from '../people.ts'
import type { Thread } from './thread.ts'

export const farmTrip: Thread = {
  facility: apfelhof,
  author: by('Beate Hagedornsen'),
  groups: [igel, wellen],
  day: -3,
  time: '14:30',
  title: 'Igel und Wellen fahren auf den Bauernhof',
  paragraphs: [
    'Am Mittwoch besuchen Igel- und Wellengruppe gemeinsam den Bauernhof am Mühlenbach. Der Bus fährt um 8:45 Uhr, bitte bringen Sie Ihr Kind bis 8:30 Uhr.',
    'Wir dürfen Kälber füttern, Kartoffeln ausgraben und im Stroh toben. Die Kleidung wird danach nach Bauernhof riechen, wählen Sie also nichts Feines.',
    'Der Förderverein übernimmt die Fahrt, Sie müssen nichts zahlen. Wenn Ihr Kind Tierhaare nicht verträgt, sprechen Sie uns bitte vorher an.',
  ],
  comments: [
    [-3, '15:11', by('Lena-Marie Holunder'), 'Wir üben seit Tagen, wie ein Kalb klingt. Die Nachbarn lassen grüßen.'],
    [-3, '16:20', by('Ibrahim Diallobah'), 'What a lovely idea. Should we pack an extra pair of shoes?'],
    [-3, '16:45', by('Beate Hagedornsen'), 'Yes please, Gummistiefel an die Füße und trockene Schuhe in den Rucksack.'],
    [-2, '07:15', by('Elske Torfmoor'), 'Wir wohnen nebenan und kommen direkt zum Hof, wenn das passt.'],
  ],
}
