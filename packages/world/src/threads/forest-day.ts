import { apfelhof, sonnen } from '../facilities.ts'
import { by } from '../people.ts'
import type { Thread } from './thread.ts'

export const forestDay: Thread = {
  facility: apfelhof,
  author: by('Emre Yıldızhan'),
  groups: [sonnen],
  day: -7,
  time: '15:20',
  title: 'Waldtag am Donnerstag',
  paragraphs: [
    'Am Donnerstag gehen wir mit der ganzen Sonnengruppe in den Wald hinter der alten Ziegelei. Wir starten um 9 Uhr am Tor und sind zum Mittagessen gegen 12:30 Uhr zurück.',
    'Bitte ziehen Sie Ihrem Kind Matschhose, feste Schuhe und mehrere dünne Schichten an. In den Rucksack gehören eine gefüllte Trinkflasche und ein Frühstück, das auch mit kalten Fingern aufgeht, also lieber eine Dose als eine Tüte.',
    'Wir wollen Blätter nach Farben legen und schauen, wer unter den Baumstämmen wohnt. Zecken gibt es auch im Herbst noch: Bitte suchen Sie Ihr Kind am Abend einmal ab.',
  ],
  comments: [
    [
      -7,
      '16:02',
      by('Paula Tannhof'),
      'Wie schön! Zu Hause wird seit einer Stunde der Rucksack ein- und wieder ausgepackt 🍂',
    ],
    [
      -7,
      '16:40',
      by('Morgenmuffel 3000'),
      'Kurze Frage: Dürfen Stöcke wieder mit nach Hause? Unser Flur hat noch Platz.',
    ],
    [
      -7,
      '17:05',
      by('Emre Yıldızhan'),
      'Ein Stock pro Kind, höchstens so lang wie der eigene Arm. So haben es die Kinder selbst beschlossen.',
    ],
    [
      -7,
      '18:48',
      by('Paul Erlenkamp'),
      'Ich habe am Donnerstag frei und begleite euch gern, falls noch jemand gebraucht wird.',
    ],
    [-6, '07:20', by('Svitlana Kalynenko'), 'Wir haben keine Matschhose. Kann man eine leihen?'],
    [
      -6,
      '07:31',
      by('Mirjam Kornblum'),
      'Klar, in unserer Kiste liegen drei in passender Größe. Ich lege eine an den Haken.',
    ],
    [-6, '07:50', by('Svitlana Kalynenko'), 'Vielen Dank! 💛'],
  ],
}
