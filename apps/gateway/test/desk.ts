import { isStaff } from '@morgenkreis/domain'
import type { ChildId, InputOf, SickNote } from '@morgenkreis/protocol'
import { apfelhof, children, idOf, kim, memberships, people } from '@morgenkreis/world'
import { anna, answerOf, clara, claraOfCouncil, emre, frieda, olga, orFail, paul, paula, sami } from './cast.ts'
import type { Caller, House } from './house.ts'
import { today } from './monday.ts'

/** Holds `health` in the Sonnengruppe; Tjark in the Wellengruppe. */
export const mirjam: Caller = { person: idOf('person', 102), as: idOf('membership', 102) }
export const tjark: Caller = { person: idOf('person', 105), as: idOf('membership', 105) }

function personCalled(name: string): Caller {
  const { id: person } = people.find((one) => one.name === name)!
  return { person, as: memberships.find((one) => one.person === person)!.id }
}
/** Has Matti in the Sonnengruppe and Lotta in the Wellengruppe. */
export const hanne = personCalled('Hanne Wiesengrund')

const childCalled = (name: string) => children.find((one) => one.name === name)!.id
export const matti = childCalled('Matti Wiesengrund')
export const lotta = childCalled('Lotta Wiesengrund')
export const jonte = childCalled('Jonte Wintergrün')

export const consent = { version: 1, language: 'de', accepted: true } as const
export const phone = { by: 'Oma Gerlinde', basis: 'spoken-consent' } as const
const proof = ({ as }: Caller) => (isStaff(memberships.find(({ id }) => id === as)!.role) ? { phone } : { consent })

const everybody = { anna, emre, frieda, mirjam, council: claraOfCouncil, clara, paula, paul, sami, tjark, olga }
type Reply = { ok: true } | { ok: false; error: { code: string } }

/** What each of them is answered. */
export async function answers(ask: (who: Caller) => Promise<Reply>): Promise<Record<string, string>> {
  const given: Record<string, string> = {}
  for (const [name, who] of Object.entries(everybody)) given[name] = answerOf(await ask(who))
  return given
}

/** Reporting in this house: Kim with a fever from today on, unless something else is said. */
export class Desk {
  readonly #house: House

  constructor(house: House) {
    this.#house = house
  }

  ill(days = 1) {
    return { illness: 'fever' as const, from: today(this.#house), to: today(this.#house, days) }
  }

  report(who: Caller, input: Partial<InputOf<'sick-note.report'>> = {}, request?: string) {
    const whole = { children: [kim], ...this.ill(), ...proof(who), ...input }
    return this.#house.call('sick-note.report', who, whole, request)
  }

  async reported(who: Caller, input: Partial<InputOf<'sick-note.report'>> = {}): Promise<SickNote> {
    return orFail(await this.report(who, input)).sickNotes[0]!
  }

  async listed(who: Caller, of?: ChildId[]): Promise<SickNote[]> {
    const input = { facility: apfelhof, ...(of && { children: of }) }
    return orFail(await this.#house.call('sick-note.list', who, input)).sickNotes
  }

  rows(name: 'sick-notes' | 'absences') {
    return this.#house.ground.database.data.collection<Record<string, unknown>>(name)
  }

  /** Nothing is reported any more. */
  async clear(): Promise<void> {
    await Promise.all((['sick-notes', 'absences'] as const).map((name) => this.rows(name).deleteMany({})))
  }
}
