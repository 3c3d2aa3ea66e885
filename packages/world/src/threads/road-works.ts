import { apfelhof } from '../facilities.ts'
import { by } from '../people.ts'
import type { Thread } from './thread.ts'

export const roadWorks: Thread = {
  facility: apfelhof,
  author: by('Anna Holderbusch'),
  groups: 'all',
  day: 0,
  time: '06:40',
  title: 'Baustelle vor dem Tor: bitte den Garteneingang nehmen',
  paragraphs: [
    'Guten Morgen, seit heute früh wird vor unserem Tor eine Leitung repariert. Der Gehweg ist gesperrt.',
    'Bitte kommen Sie durch den Garteneingang am Birkenweg. Dort steht bis 9 Uhr jemand aus dem Team und nimmt die Kinder in Empfang. Mit dem Auto halten Sie am besten am Schulhof.',
    'Die Arbeiten sollen bis morgen Mittag fertig sein. Der Bagger darf von der Bank aus bewundert werden.',
  ],
  comments: [
    [
      0,
      '06:58',
      by('Dimitrios Kalamatis'),
      'Danke für die schnelle Nachricht. Ein Bagger am frühen Morgen, besser geht es kaum 🚜',
    ],
    [0, '07:12', by('Ruth Silberdistel'), 'Wir kommen heute etwas später. Es liegt am Bagger.'],
  ],
}
