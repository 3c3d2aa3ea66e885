import { madeAt } from '@morgenkreis/domain'

/** Something that was said, or the line that is left of it: `at` is then when it went. */
interface Line {
  readonly id: string
  readonly at: string
  readonly gone?: string
}

interface Day<Item> {
  readonly key: string
  /** When the first of these was said, ISO 8601. */
  readonly at: string
  readonly items: Item[]
}

/** Lines, oldest first, under the days on which they were said, whatever became of them since. */
export function byDay<Item extends Line>(lines: readonly Item[], dayKey: (at: string) => string): Day<Item>[] {
  const days: Day<Item>[] = []
  let before = ''
  for (const line of lines) {
    const said = line.gone === undefined ? line.at : new Date(madeAt(line.id)).toISOString()
    // Nothing stands under an earlier day than what was said before it.
    const at = said < before ? before : said
    const key = dayKey(at)
    const day = days.at(-1)
    if (day?.key === key) day.items.push(line)
    else days.push({ key, at, items: [line] })
    before = at
  }
  return days
}
