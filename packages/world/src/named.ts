import { idOf } from './ids.ts'

/** The eight people whom tests and the demo know by name: their person and each of their hats. */
export const named = {
  anna: { person: idOf('person', 1), admin: idOf('membership', 1) },
  emre: { person: idOf('person', 2), educator: idOf('membership', 2) },
  frieda: { person: idOf('person', 3), educator: idOf('membership', 3) },
  clara: { person: idOf('person', 4), council: idOf('membership', 4), guardian: idOf('membership', 5) },
  paula: { person: idOf('person', 5), guardian: idOf('membership', 6) },
  paul: { person: idOf('person', 6), guardian: idOf('membership', 7) },
  sami: { person: idOf('person', 7), guardian: idOf('membership', 8) },
  olga: { person: idOf('person', 8), admin: idOf('membership', 9) },
} as const

export type NamedName = keyof typeof named

/** Who can log in; everybody else's session is opened without a password. */
export const withPassword = Object.values(named).map(({ person }) => person)

/** One password for the demo; production refuses demo accounts (K-70). */
export const demoPassword = 'Morgenkreis-2026!'

export const emailOf = (mailbox: string) => `${mailbox}@demo.morgenkreis.example`
