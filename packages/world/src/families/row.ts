import type { GroupId, Language, Sign } from '@morgenkreis/protocol'

export type ChildRow = readonly [name: string, sign: Sign, group: GroupId]

/** What is special about a guardian; without it: German, custody, one household, no fixed id. */
export interface Particulars {
  as?: 'clara' | 'paula' | 'paul' | 'sami'
  language?: Language
  custody?: false
  household?: 'a' | 'b'
}

/** One label per child of the family, in its order; null: none typed; false: not a guardian of this one. */
export type GuardianRow = readonly [name: string, labels: readonly (string | null | false)[], particulars?: Particulars]

/** A family: guardians connected by common children. */
export type FamilyRow = readonly [children: readonly ChildRow[], guardians: readonly GuardianRow[]]
