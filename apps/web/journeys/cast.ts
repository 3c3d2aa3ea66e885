import type { AnnouncementId, MembershipId, PersonId } from '@morgenkreis/protocol'
import { announcements, named, people } from '@morgenkreis/world'

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
/** Sits on the council, and has a child in the Sonnengruppe. */
export const clara = actor(named.clara.person, named.clara.guardian)
/** Paula and Paul have Kim in the Sonnengruppe. */
export const paula = actor(named.paula.person, named.paula.guardian)
export const paul = actor(named.paul.person, named.paul.guardian)
/** Has a child in the Wellengruppe. */
export const sami = actor(named.sami.person, named.sami.guardian)

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
