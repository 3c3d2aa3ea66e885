import { Explained, orExplain } from '@morgenkreis/sandbox'
import { castOf, mostFamilies } from './replay/cast.ts'
import { Chance } from './replay/chance.ts'
import { openHouse } from './replay/house.ts'
import { Kita } from './replay/kita.ts'
import { playMorning } from './replay/morning.ts'
import { help, parseReplayOptions } from './replay/options.ts'
import type { ReplayOptions } from './replay/options.ts'
import { outcomeOf, showOutcome } from './replay/outcome.ts'
import { Phone } from './replay/phone.ts'
import { Stage } from './replay/stage.ts'
import { readTexts } from './replay/texts.ts'
import { judge } from './replay/verdict.ts'

const say = (line: string) => console.log(line)

/** Plays a morning; answers how many differences there were. */
async function replay({ texts: path, families, minutes, seed }: ReplayOptions): Promise<number> {
  if (families > mostFamilies)
    throw new Explained(`--families takes at most ${mostFamilies}: so many has the demo Kita.`)
  const texts = await readTexts(path)
  const players = castOf(families)
  say(
    `A morning with seed ${seed}: ${families} families, ${players.length} people, ${texts.length} texts, ${minutes} minutes`,
  )
  const house = await openHouse(players, say)
  try {
    const phones: Phone[] = []
    for (const [index, player] of players.entries()) {
      const gateway = house.gateways[index % 2]!
      const phone = new Phone(player, await house.signIn(player, gateway))
      phones.push(phone)
      phone.arrive(gateway.origin)
      await phone.catchUp()
    }
    const origins = [house.gateways[0].origin, house.gateways[1].origin] as const
    say(`  ${phones.length} clients are signed in on ${origins.join(' and ')}`)
    const stage = new Stage({ kita: new Kita(players), phones, chance: new Chance(seed), origins, texts })
    await playMorning(stage, minutes, say)
    const found = await judge(stage)
    const outcome = outcomeOf(stage, { seed, families, minutes }, found)
    say(showOutcome(outcome, found))
    for (const phone of phones) phone.leave()
    say(JSON.stringify(outcome))
    return found.length
  } finally {
    await house.close()
  }
}

await orExplain(async () => {
  const options = parseReplayOptions(process.argv.slice(2), Math.floor(Math.random() * 1_000_000) + 1)
  if (options === 'help') return say(help)
  if ('wrong' in options) throw new Explained(`${options.wrong} More with npm run replay -- --help`)
  process.exit((await replay(options)) === 0 ? 0 : 1)
})
