import type { AnnouncementId, MembershipId, PersonId } from '@morgenkreis/protocol'
import { announcements, idOf, named, people } from '@morgenkreis/world'

/** Somebody under one hat, and the name that others read. */
export interface Actor {
  readonly person: PersonId
  readonly as: MembershipId
  readonly name: string
}

const actor = (person: PersonId, as: MembershipId): Actor => ({ person, as, name: nameOf(person) })

/** Heads the Kita Apfelhof. */
export const anna = actor(named.anna.person, named.anna.admin)
/** Educates in the Sonnengruppe, and writes. */
export const emre = actor(named.emre.person, named.emre.educator)
/** Educates in the Sonnengruppe, too, with the right `health`. */
export const mirjam = actor(idOf('person', 102), idOf('membership', 102))
/** Educates in every group, with the right `health`. */
export const beate = actor(idOf('person', 101), idOf('membership', 101))
/** Sits on the council, and has a child in the Sonnengruppe. */
export const clara = actor(named.clara.person, named.clara.guardian)
/** Paula and Paul have Kim in the Sonnengruppe. */
export const paula = actor(named.paula.person, named.paula.guardian)
export const paul = actor(named.paul.person, named.paul.guardian)
/** Has a child in the Wellengruppe. */
export const sami = actor(named.sami.person, named.sami.guardian)
/** Has Matti in the Sonnengruppe and Lotta in the Wellengruppe. */
export const hanne = actor(idOf('person', 1031), idOf('membership', 1031))

/** In the Sonnengruppe, by Emre, with comments. */
export const forestDay = announced('Waldtag am Donnerstag')

export const emailOf = (name: string) => `${name}@demo.morgenkreis.example`

function nameOf(id: PersonId): string {
  const found = people.find((one) => one.id === id)
  if (found === undefined) throw new Error(`nobody in the world is ${id}`)
  return found.name
}

function announced(title: string): AnnouncementId {
  const found = announcements.find((one) => one.title === title)
  if (found === undefined) throw new Error(`nothing in the world is called ${title}`)
  return found.id
}
