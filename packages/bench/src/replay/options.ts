import { parseArgs } from 'node:util'

export interface ReplayOptions {
  texts: string
  families: number
  minutes: number
  seed: number
}

export const help = `npm run replay -- --texts FILE [options]

  Signs real clients in on two gateways and plays a Kita's day, from the sick notes at 6:40 to the quiet hours: chats with
  phones that drop off, conversations handed over, announcements and confirmations, polls, mutes and locks, children who
  leave and join, removals. Then compares what every client heard, shows and can read, what rang and what was mailed with
  the record of what was acknowledged. Exit code 1 on any difference. The last line of the output is JSON.

  --texts FILE    a JSON line per text, field "text"
  --families N    how many families take part (60)
  --minutes N     in how many minutes the day is played (4)
  --seed N        play an earlier run again
  --help          this page`

/** The options, `'help'`, or the sentence that says what is wrong with them. */
export function parseReplayOptions(args: string[], seed: number): ReplayOptions | 'help' | { wrong: string } {
  try {
    const { values } = parseArgs({
      args,
      options: {
        texts: { type: 'string' },
        families: { type: 'string', default: '60' },
        minutes: { type: 'string', default: '4' },
        seed: { type: 'string', default: String(seed) },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) return 'help'
    if (values.texts === undefined) return { wrong: 'Name a file of texts with --texts.' }
    return {
      texts: values.texts,
      families: positive('--families', values.families, Number.isInteger),
      minutes: positive('--minutes', values.minutes, Number.isFinite),
      seed: positive('--seed', values.seed, Number.isInteger),
    }
  } catch (cause) {
    return { wrong: (cause as Error).message }
  }
}

function positive(option: string, text: string, fits: (value: number) => boolean): number {
  const value = Number(text)
  if (!fits(value) || value <= 0) throw new Error(`${option} takes a number above 0, not "${text}".`)
  return value
}
