import type { MembershipId, OperationName, OutputOf, PersonId, Reply } from '@morgenkreis/protocol'
import { announcements, memberships, named, people } from '@morgenkreis/world'
import { beginningAt } from './house.ts'

const hat = (person: PersonId, as: MembershipId) => ({ person, as })

function wearer(name: string) {
  const person = people.find((one) => one.name === name)
  const worn = memberships.find((one) => one.person === person?.id)
  if (worn === undefined) throw new Error(`nobody in the world is called ${name}`)
  return hat(worn.person, worn.id)
}

/** Heads the Kita Apfelhof. */
export const anna = hat(named.anna.person, named.anna.admin)
/** Educates in the Sonnengruppe, and writes. */
export const emre = hat(named.emre.person, named.emre.educator)
/** Educates in all groups, and moderates. */
export const beate = wearer('Beate Hagedornsen')
/** Educates there, too, and reads. */
export const frieda = hat(named.frieda.person, named.frieda.educator)
/** Sits on the council, and has Jonte in the Sonnengruppe. */
export const claraOfCouncil = hat(named.clara.person, named.clara.council)
export const clara = hat(named.clara.person, named.clara.guardian)
/** Paula and Paul have Kim in the Sonnengruppe, in two households. */
export const paula = hat(named.paula.person, named.paula.guardian)
export const paul = hat(named.paul.person, named.paul.guardian)
/** Has Layan in the Wellengruppe. */
export const sami = hat(named.sami.person, named.sami.guardian)
/** Heads the Kita Kranichweg, where comments are off. */
export const olga = hat(named.olga.person, named.olga.admin)

/** Everybody with a name, once each; Clara as a mother. */
export const everybody = { anna, emre, frieda, clara, paula, paul, sami, olga }

const announced = (title: string) => {
  const found = announcements.find((one) => one.title === title)
  if (found === undefined) throw new Error(`nothing in the world is called ${title}`)
  return found.id
}
/** In the Sonnengruppe, by Emre. */
export const forestDay = announced('Waldtag am Donnerstag')
/** In the Wellengruppe, by somebody else. */
export const gymBags = announced('Turnbeutel bitte wieder mitgeben')
/** To the whole Kita Apfelhof, by Anna. */
export const parentsEvening = announced('Einladung zum Elternabend')
/** To the whole Kita Apfelhof, by Clara for the council. */
export const lanternHelpers = announced('Elternbeirat: Wer hilft beim Laternenfest?')
/** To the whole Kita Kranichweg, by Olga. */
export const kranichwegClosed = announced('Am Freitag schließen wir um 14 Uhr')
/** One announcement of each audience: enough where everybody reads everything again and again. */
export const beginningOfFew = (now: Date) =>
  beginningAt(now, [forestDay, gymBags, parentsEvening, lanternHelpers, kranichwegClosed])

/** What a reply holds; fails where it was a refusal. */
export function orFail<Name extends OperationName>(reply: Reply<Name>): OutputOf<Name> {
  if (!reply.ok) throw new Error(`refused: ${JSON.stringify(reply.error)}`)
  return reply.data
}

/** `ok`, or the word with which it was refused. */
export const answerOf = (reply: { ok: true } | { ok: false; error: { code: string } }): string =>
  reply.ok ? 'ok' : reply.error.code
