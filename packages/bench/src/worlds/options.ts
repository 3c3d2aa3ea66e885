import { parseArgs } from 'node:util'

export interface WorldsOptions {
  worlds: number
  seed: number
  rounds: number
}

export const help = `npm run worlds -- [options]

  Makes random worlds, each with a twin in which whatever other families do is changed while totals and audiences stay equal,
  plays both through the product, and compares every byte that one guardian receives; in every tenth world (seeds that end in 0)
  what rings on the guardian's device, too. Exit code 1 on any difference. The last line of the output is JSON.

  --worlds N   how many (10000)
  --seed N     the first world; each other one has the next number. One world alone: --worlds 1 --seed N
  --rounds N   how many things happen in public in a world at most (8): with another number a seed is another world
  --help       this page`

const largest = 2 ** 31

/** The options, `'help'`, or the sentence that says what is wrong with them. */
export function parseWorldsOptions(args: string[], seed: number): WorldsOptions | 'help' | { wrong: string } {
  try {
    const { values } = parseArgs({
      args,
      options: {
        worlds: { type: 'string', default: '10000' },
        seed: { type: 'string', default: String(seed) },
        rounds: { type: 'string', default: '8' },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) return 'help'
    return {
      worlds: whole('--worlds', values.worlds),
      seed: whole('--seed', values.seed),
      rounds: whole('--rounds', values.rounds),
    }
  } catch (cause) {
    return { wrong: (cause as Error).message }
  }
}

function whole(option: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value <= 0 || value > largest)
    throw new Error(`${option} takes a whole number from 1 to ${largest}, not "${text}".`)
  return value
}
