import { apfelhof, igel } from '../facilities.ts'
import { by } from '../people.ts'
import type { Thread } from './thread.ts'

export const headLice: Thread = {
  facility: apfelhof,
  author: by('Gregor Apfelstedt'),
  groups: [igel],
  day: -5,
  time: '07:55',
  title: 'Kopfläuse in der Igelgruppe',
  paragraphs: [
    'In unserer Gruppe sind Kopfläuse aufgetaucht. Das ist lästig, aber kein Zeichen von fehlender Sauberkeit, und es kann jede Familie treffen.',
    'Bitte kämmen Sie heute Abend das nasse Haar mit Pflegespülung und einem feinen Nissenkamm durch, Strähne für Strähne. Schauen Sie besonders hinter den Ohren und im Nacken, und sehen Sie nach acht bis zehn Tagen noch einmal nach.',
    'Finden Sie etwas, rufen Sie uns bitte kurz an. Nach der ersten Behandlung mit einem Mittel aus der Apotheke darf Ihr Kind wieder kommen. Mützen, Kuscheltiere und Kissen aus der Gruppe haben wir schon gewaschen.',
  ],
  comments: [
    [
      -5,
      '08:26',
      by('Wenke Mühlenbeck'),
      'Danke für die ruhige Nachricht. Wir haben einen elektrischen Kamm und verleihen ihn gern.',
    ],
    [-5, '08:51', by('Volker Ginsterbusch'), 'Man kann sich ja denken, wer die wieder angeschleppt hat.', 'staff'],
    [
      -5,
      '09:20',
      by('Gregor Apfelstedt'),
      'Wir suchen keine Schuldigen, sondern Läuse. Bei Fragen bin ich nachmittags am Telefon.',
    ],
    [
      -5,
      '19:45',
      by('Zeynep Tuncaylı'),
      'Bei uns alles frei. Tipp: Beim Kämmen ein Hörspiel, dann hält der Kopf still 🎧',
    ],
  ],
}
