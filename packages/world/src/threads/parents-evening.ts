import { apfelhof } from '../facilities.ts'
import { by } from '../people.ts'
import type { Thread } from './thread.ts'

export const parentsEvening: Thread = {
  facility: apfelhof,
  author: by('Anna Holderbusch'),
  groups: 'all',
  day: -4,
  time: '17:00',
  title: 'Einladung zum Elternabend',
  paragraphs: [
    'Herzliche Einladung zum Elternabend am Dienstag in zwei Wochen, 19:30 Uhr, im Bewegungsraum. Die Stühle sind diesmal groß, versprochen.',
    'Wir erzählen, wie wir die Eingewöhnung begleiten, stellen das neue Essenskonzept vor und nehmen uns Zeit für Ihre Fragen. Der Elternbeirat berichtet von seinen Plänen für den Garten.',
    'Wer nicht kommen kann, findet hinterher eine Zusammenfassung in der Post. Für eine Übersetzung ins Arabische oder Ukrainische melden Sie sich bitte bis Freitag bei mir, wir organisieren jemanden.',
  ],
  comments: [
    [-4, '18:22', by('Kaffee zuerst'), 'Große Stühle! Ich bin dabei.'],
    [
      -4,
      '19:10',
      by('Imke Deichgraf'),
      'Ich bringe Zimtschnecken mit – ach nein, da bin ich ja auf Dienstreise.',
      'author',
    ],
    [
      -3,
      '08:03',
      by('Nadiya Solovjenko'),
      'Übersetzung ins Ukrainische wäre für uns sehr hilfreich, danke, dass Sie daran denken.',
    ],
    [-3, '08:30', by('Anna Holderbusch'), 'Ist notiert, eine Kollegin aus der Nachbarschaft hat schon zugesagt.'],
  ],
}
