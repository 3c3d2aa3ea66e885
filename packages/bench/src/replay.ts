import { Explained, orExplain } from '@morgenkreis/sandbox'
import { apfelhof } from '@morgenkreis/world'
import { castOf, mostFamilies } from './replay/cast.ts'
import type { Player } from './replay/cast.ts'
import { Chance } from './replay/chance.ts'
import { chatsIn } from './replay/chats.ts'
import { playDay } from './replay/day.ts'
import { Devices } from './replay/devices.ts'
import { openHouse } from './replay/house.ts'
import type { House } from './replay/house.ts'
import { judgePlayed } from './replay/judging/judge-played.ts'
import { judgeKept } from './replay/judging/judge-reports.ts'
import { judge, judgeDevices } from './replay/judging/verdict.ts'
import { Kita } from './replay/kita.ts'
import { help, parseReplayOptions } from './replay/options.ts'
import type { ReplayOptions } from './replay/options.ts'
import { outcomeOf, showOutcome } from './replay/outcome.ts'
import { Phone } from './replay/phone.ts'
import { PostOffice } from './replay/post-office.ts'
import { PlayedTime } from './replay/played-time.ts'
import { Stage } from './replay/stage.ts'
import { readTexts } from './replay/texts.ts'

const say = (line: string) => console.log(line)
/** So many players have one device that rings. */
const everyHowManieth = 7
/** Of so many players those want mail: one who has a device, and one who has none. */
const wantsMail = (index: number) => index % everyHowManieth === 3 || index % (2 * everyHowManieth) === 0

/** Plays a day; answers how many differences there were. */
async function replay({ texts: path, families, minutes, seed }: ReplayOptions): Promise<number> {
  if (families > mostFamilies)
    throw new Explained(`--families takes at most ${mostFamilies}: so many has the demo Kita.`)
  const texts = await readTexts(path)
  const players = castOf(families)
  say(
    `A day with seed ${seed}: ${families} families, ${players.length} people, ${texts.length} texts, ${minutes} minutes`,
  )
  const time = new PlayedTime()
  const devices = await Devices.start(time)
  const post = await PostOffice.open()
  const house = await openHouse(players, { time, push: devices.origin, mails: post.server, say })
  try {
    const phones = await arriving(players, house, { devices, post })
    const [one, other] = house.gateways
    const origins = [one.origin, other.origin] as const
    say(`  ${phones.length} clients are signed in on ${origins.join(' and ')}, ${devices.listening.size} of them ring`)
    const kita = new Kita(players)
    kita.chats.push(...chatsIn(apfelhof))
    const stage = new Stage({ kita, phones, chance: new Chance(seed), origins, time, texts })
    await playDay(stage, minutes, { house, say })
    const { rungs, found } = await judgeDevices(stage, house, devices)
    found.push(...(await judge(stage, (name) => post.wants(name))), ...(await judgeKept(stage, house.rows)))
    found.push(...(await post.judge(stage, house.rows, devices.listening)), ...defectsOf(house))
    const given = { seed, families, minutes, devices: devices.listening.size }
    const judged = { rungs, arrived: devices.arrived }
    found.push(...judgePlayed(outcomeOf(stage, given, { ...judged, found })))
    const outcome = outcomeOf(stage, given, { ...judged, found })
    say(showOutcome(outcome, found))
    for (const phone of phones) phone.end()
    say(JSON.stringify(outcome))
    return found.length
  } finally {
    await house.close()
    await devices.close()
    await post.close()
  }
}

interface Around {
  readonly devices: Devices
  readonly post: PostOffice
}

async function arriving(players: readonly Player[], house: House, { devices, post }: Around): Promise<Phone[]> {
  const phones: Phone[] = []
  for (const [index, player] of players.entries()) {
    const gateway = house.gateways[index % 2]!
    const phone = new Phone(player, await house.signIn(player, gateway))
    phones.push(phone)
    phone.arrive(gateway.origin)
    await phone.catchUp()
    if (index % everyHowManieth === 0) await devices.subscribe(phone)
    if (wantsMail(index)) post.want(phone)
    else await post.refuse(phone)
  }
  return phones
}

const defectsOf = ({ gateways }: House) =>
  gateways.flatMap(({ origin, defects }) =>
    defects.map((what) => ({ kind: 'defect' as const, who: origin, what: what.slice(0, 400) })),
  )

await orExplain(async () => {
  const options = parseReplayOptions(process.argv.slice(2), Math.floor(Math.random() * 1_000_000) + 1)
  if (options === 'help') return say(help)
  if ('wrong' in options) throw new Explained(`${options.wrong} More with npm run replay -- --help`)
  process.exit((await replay(options)) === 0 ? 0 : 1)
})
