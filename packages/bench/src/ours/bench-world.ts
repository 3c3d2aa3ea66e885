import type { AnnouncementId, MembershipId, PersonId } from '@morgenkreis/protocol'
import { ribbons, signs } from '@morgenkreis/protocol'
import { idOf } from '@morgenkreis/world'
import type { WorldMembership, WorldPerson } from '@morgenkreis/world'
import type { Beginning } from '../installation.ts'
import type { Layout } from '../targets/target.ts'

/** A facility made for measuring, filled in by the code that fills the demo Kita. */
export interface BenchWorld extends Beginning {
  /** Who comments, in the order of the seats: neighbours are of different groups. */
  guardians: { person: PersonId; membership: MembershipId; announcement: AnnouncementId }[]
}

// Far from the numbers that the demo world uses.
const first = 0x10_0000

/** As many groups as rooms, in each as many guardians as sockets, one educator who writes, one announcement per group. */
export function benchWorld({ rooms, size }: Layout): BenchWorld {
  const facility = idOf('facility', first)
  const groups = Array.from({ length: rooms }, (_, n) => ({
    id: idOf('group', first + n),
    name: `Gruppe ${n + 1}`,
    ribbon: ribbons[n % ribbons.length]!,
    chat: 'off' as const,
  }))
  const seats = Array.from({ length: rooms * size }, (_, n) => ({ n: first + n + 1, group: n % rooms }))
  const writer = { person: idOf('person', first), membership: idOf('membership', first) }
  const member = { facility, writes: false, rights: [], groups: [], children: [] }
  return {
    facilities: [{ id: facility, name: 'Kita Messlatte', phone: null, modules: ['announcements', 'comments'], groups }],
    people: [person(writer.person, 0), ...seats.map(({ n }) => person(idOf('person', n), n))],
    memberships: [
      { ...member, id: writer.membership, person: writer.person, role: 'educator', groups: 'all', writes: true },
      ...seats.map(({ n }): WorldMembership => ({
        ...member,
        id: idOf('membership', n),
        person: idOf('person', n),
        role: 'guardian',
        children: [{ child: idOf('child', n), label: null, custody: true, household: null }],
      })),
    ],
    children: seats.map(({ n, group }) => ({
      id: idOf('child', n),
      facility,
      group: groups[group]!.id,
      sign: signs[n % signs.length]!,
      name: `Kind ${n}`,
    })),
    announcements: groups.map(({ id, name }, n) => ({
      id: idOf('announcement', first + n),
      facility,
      author: writer.membership,
      groups: [id],
      title: `Ausflug: ${name}`,
      text: 'Morgen gehen wir in den Wald. Wer kommt mit?',
      at: new Date(),
    })),
    comments: [],
    guardians: seats.map(({ n, group }) => ({
      person: idOf('person', n),
      membership: idOf('membership', n),
      announcement: idOf('announcement', first + group),
    })),
  }
}

function person(id: PersonId, n: number): WorldPerson {
  return { id, email: `messung-${n}@bench.morgenkreis.example`, password: null, name: `Messung ${n}`, language: 'de' }
}
