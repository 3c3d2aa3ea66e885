import type { AnnouncementId, MembershipId, PersonId } from '@morgenkreis/protocol'
import { ribbons, signs } from '@morgenkreis/protocol'
import { idOf } from '@morgenkreis/world'
import type { WorldMembership, WorldPerson } from '@morgenkreis/world'
import type { Beginning } from '../installation.ts'
import type { Layout } from '../targets/target.ts'

/** Kitas made for measuring, filled in by the code that fills the demo Kita. */
export interface BenchWorld extends Beginning {
  /** Who comments, in the order of the seats: neighbours are of different groups. */
  guardians: { person: PersonId; membership: MembershipId; announcement: AnnouncementId }[]
}

// Far from the numbers that the demo world uses.
const first = 0x10_0000
/** Guardians and their children begin after those who write. */
const seated = 0x10_1000

/** As many as a Kita has: the rooms of a large town are those of many Kitas, not of one with forty groups. */
const groupsOfKita = 4

/** As many groups as rooms, four in a Kita, in each as many guardians as sockets; an educator who writes in each Kita. */
export function benchWorld({ rooms, size }: Layout): BenchWorld {
  const groups = Array.from({ length: rooms }, (_, n) => group(n))
  const kitas = Array.from({ length: Math.ceil(rooms / groupsOfKita) }, (_, n) => kita(n))
  const seats = Array.from({ length: rooms * size }, (_, n) => seat(n + 1, groups[n % rooms]!))
  return {
    facilities: kitas.map(({ id, name }) => ({
      id,
      name,
      ...{ phone: null, email: null, address: null },
      modules: ['announcements', 'comments'],
      groups: groups.filter(({ kita }) => kita.id === id).map(({ own }) => own),
    })),
    people: [...kitas.map(({ writer }) => writer), ...seats.map(({ guardian }) => guardian)],
    memberships: [
      ...kitas.map(({ id, writer, writes }): WorldMembership => ({
        ...plain,
        id: writes,
        facility: id,
        person: writer.id,
        role: 'educator',
        groups: 'all',
        writes: true,
      })),
      ...seats.map(({ child, guardian, membership }): WorldMembership => ({
        ...plain,
        id: membership,
        facility: child.facility,
        person: guardian.id,
        role: 'guardian',
        children: [{ child: child.id, label: null, custody: true, household: null }],
      })),
    ],
    children: seats.map(({ child }) => child),
    announcements: groups.map(({ own, kita, announcement }) => ({
      id: announcement,
      facility: kita.id,
      author: kita.writes,
      groups: [own.id],
      title: `Ausflug: ${own.name}`,
      text: 'Morgen gehen wir in den Wald. Wer kommt mit?',
      at: new Date(),
    })),
    comments: [],
    guardians: seats.map(({ guardian, membership, announcement }) => ({
      person: guardian.id,
      membership,
      announcement,
    })),
  }
}

const plain = { writes: false, rights: [], groups: [], children: [] } satisfies Partial<WorldMembership>

const kita = (n: number) => ({
  id: idOf('facility', first + n),
  name: `Kita Messlatte ${n + 1}`,
  writer: person(idOf('person', first + n), `leitung-${n}`),
  writes: idOf('membership', first + n),
})

const group = (n: number) => ({
  kita: kita(Math.floor(n / groupsOfKita)),
  announcement: idOf('announcement', first + n),
  own: {
    id: idOf('group', first + n),
    name: `Gruppe ${n + 1}`,
    ribbon: ribbons[n % ribbons.length]!,
    chat: 'off' as const,
    opensAt: '07:00',
  },
})

function seat(n: number, { kita, own, announcement }: ReturnType<typeof group>) {
  return {
    announcement,
    membership: idOf('membership', seated + n),
    guardian: person(idOf('person', seated + n), `${n}`),
    child: {
      id: idOf('child', seated + n),
      facility: kita.id,
      group: own.id,
      sign: signs[n % signs.length]!,
      name: `Kind ${n}`,
    },
  }
}

function person(id: PersonId, mark: string): WorldPerson {
  const email = `messung-${mark}@bench.morgenkreis.example`
  return { id, email, password: null, name: `Messung ${mark}`, language: 'de' }
}
