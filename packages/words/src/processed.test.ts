import { modules, processed, type Language, type Module } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { loadOffice } from './load-lazily.ts'

type FieldOf<M extends Module> = {
  [Name in keyof (typeof processed)[M]]: (typeof processed)[M][Name] extends readonly (infer Field extends string)[]
    ? `${Name & string}.${Field}`
    : never
}[keyof (typeof processed)[M]]
/** A field of a collection; one that every module says in the same words is named without its collection. */
type Said = { readonly de: string; readonly en: string }

/** What is kept with everything that is written. */
const always: Record<string, Said> = {
  author: { de: 'Name und Rolle der', en: 'name and role of' },
  at: { de: 'Zeitpunkt', en: 'time' },
  proof: { de: 'Bestätigung des Empfängerkreises', en: 'acknowledgement of the audience' },
  text: { de: 'Text', en: 'Text' },
}
