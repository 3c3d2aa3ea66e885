import type { FacilityId, MembershipId, ThreadId } from '@morgenkreis/protocol'
import { apfelhof, sonnen, wellen } from './facilities.ts'
import { idOf } from './ids.ts'
import { named } from './named.ts'
import { by, kim } from './people.ts'
import type { WorldConversation, WorldMessage } from './shapes.ts'

type Row = readonly [day: number, time: string, author: MembershipId, text: string, quotes?: number]

interface Talk {
  readonly thread: ThreadId
  readonly facility: FacilityId
  readonly circle: WorldMessage['circle']
  readonly rows: readonly Row[]
}

const withTeam = idOf('thread', 1)

/** What Paula wrote to the team of Kim's group. */
export const conversations: readonly WorldConversation[] = [
  {
    id: withTeam,
    facility: apfelhof,
    child: kim,
    household: 'a',
    opened: 'team',
    partner: 'team',
    day: -2,
    time: '20:04',
  },
]

/** The fourth element of a row counts in the same talk which row it answers. */
const talks: readonly Talk[] = [
  {
    thread: sonnen as string as ThreadId,
    facility: apfelhof,
    circle: 'group',
    rows: [
      [
        -3,
        '17:21',
        by('Svitlana Kalynenko'),
        'Liegt bei jemandem ein roter Handschuh mit weißem Stern? Der linke fehlt uns.',
      ],
      [-3, '17:40', by('Paul Erlenkamp'), 'Bei uns nicht, ich schaue morgen in der Garderobe nach.'],
      [-3, '18:02', by('Mirjam Kornblum'), 'Er hängt am Heizkörper im Flur, zum Trocknen 🙂', 0],
      [-3, '18:05', by('Svitlana Kalynenko'), 'Gerettet! Danke euch.'],
      [
        -1,
        '16:30',
        by('Paula Tannhof'),
        'Wer mag am Samstag mit zum Spielplatz am Mühlbach? Wir wären gegen 10 Uhr dort.',
      ],
      [-1, '16:44', named.clara.guardian, 'Wir kommen gern, wenn es nicht schüttet.', 4],
      [
        -1,
        '19:12',
        by('Morgenmuffel 3000'),
        '10 Uhr ist für uns mitten in der Nacht. Ab 11 sind wir da, mit Kakao.',
        4,
      ],
      [
        0,
        '07:15',
        by('Emre Yıldızhan'),
        'Guten Morgen! Heute bauen wir die große Kugelbahn. Leere Küchenrollen nehmen wir gern.',
      ],
    ],
  },
  {
    thread: wellen as string as ThreadId,
    facility: apfelhof,
    circle: 'group',
    rows: [
      [
        -2,
        '15:50',
        by('Tjark Feddermoor'),
        'Am Mittwoch probieren wir die neuen Laternen im Dunkeln aus. Wer kann um 17 Uhr zwei Taschenlampen mitbringen?',
      ],
      [-2, '16:20', named.sami.guardian, 'Zwei haben wir, ich bringe sie morgen früh mit.', 0],
    ],
  },
  {
    thread: apfelhof as string as ThreadId,
    facility: apfelhof,
    circle: 'council',
    rows: [
      [-2, '21:05', named.clara.council, 'Ich habe die Liste für das Laternenfest angelegt. Wer übernimmt den Punsch?'],
    ],
  },
  {
    thread: withTeam,
    facility: apfelhof,
    circle: 'conversation',
    rows: [
      [
        -2,
        '20:04',
        named.paula.guardian,
        'Das Einschlafen dauert gerade lange. Darf der Mittagsschlaf diese Woche kürzer sein?',
      ],
      [
        -1,
        '07:25',
        by('Mirjam Kornblum'),
        'Ja, wir wecken um 12:45 Uhr und erzählen Ihnen am Freitag, wie es ging.',
        0,
      ],
    ],
  },
]

const idAt = (talk: number, row: number) =>
  idOf('message', talks.slice(0, talk).reduce((sum, { rows }) => sum + rows.length, 0) + row + 1)

/** What was said in chats and conversations, thread by thread, oldest first. */
export const messages: readonly WorldMessage[] = talks.flatMap(({ rows, ...talk }, t) =>
  rows.map(([day, time, author, text, quotes], r) => ({
    ...talk,
    id: idAt(t, r),
    author,
    day,
    time,
    text,
    quotes: quotes === undefined ? null : idAt(t, quotes),
  })),
)
