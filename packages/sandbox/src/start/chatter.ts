import type { MessageId, ThreadId } from '@morgenkreis/protocol'
import { apfelhof, named, sonnen } from '@morgenkreis/world'
import type { worldAt } from './week.ts'

type World = ReturnType<typeof worldAt>

const authors = [named.emre.educator, named.paul.guardian, named.clara.guardian]
const everyMs = 2 * 60 * 1000
/** After everybody joined, and before all that is said in the demo world: in ids lies the order of a thread. */
const idOf = (at: number) => `018cc251-f407-7000-a000-${at.toString(16).padStart(12, '0')}` as MessageId

/** The demo world in which the Sonnengruppe has said so much more before, in lines of all lengths. */
export function withChatter(world: World, many: number): World {
  const first = Math.min(...world.messages.map(({ at }) => at.getTime()))
  const before = Array.from({ length: many }, (_, n) => ({
    id: idOf(n + 1),
    facility: apfelhof,
    thread: sonnen as string as ThreadId,
    circle: 'group' as const,
    author: authors[n % authors.length] ?? named.emre.educator,
    text: `Nachricht ${n + 1}. ${'Wir sind im Garten und kommen gleich wieder herein. '.repeat((n * 7) % 9)}`.trim(),
    quotes: n % 11 === 10 ? idOf(n - 2) : null,
    at: new Date(first - (many - n) * everyMs),
  }))
  return { ...world, messages: [...before, ...world.messages] }
}
