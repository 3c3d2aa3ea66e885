import { Chance } from '../replay/chance.ts'
import { announce, comment, leaving, message, moderation, poll, removal, silence, type Act } from './acts.ts'
import { absence, illness, office, reading, report, talk, type Affair } from './affairs.ts'
import { confirming, ownReading, ownReport, ownTalk, ownVote } from './own-acts.ts'
import { often, Script, type Cue } from './script.ts'
import { townOf, type Town } from './town.ts'

/** A world that can be made again from its seed: who is there, and what happens in it and in its twin. */
export interface World {
  readonly seed: number
  readonly town: Town
  readonly script: Script
}

const affairs = { talk, illness, absence, report, reading, office } satisfies Record<string, Affair>
const weights = { talk: 4, illness: 4, absence: 3, report: 3, reading: 3, office: 2 } as const

const acts = {
  ...{ announce, comment, message, poll, removal, moderation, silence, leaving },
  ...{ ownVote, confirming, ownReport, ownTalk, ownReading },
} satisfies Record<string, Act>
const shares = {
  ...{ announce: 2, comment: 4, message: 5, poll: 3, removal: 2, moderation: 2, silence: 1, leaving: 1 },
  ...{ ownVote: 3, confirming: 2, ownReport: 3, ownTalk: 3, ownReading: 2 },
} as const

const someAffair = (cue: Cue) => affairs[cue.chance.weighted(weights)](cue)

/** In the twin something else is done instead, of whatever kind, or nothing at all. */
const twinAffair = (cue: Cue) => (often(cue.chance, 0.25) ? [] : someAffair(cue))

/** `rounds`: how many things happen in public at most, each with hidden ones around it. */
export function worldOf(seed: number, begin: Date, rounds: number): World {
  const chance = new Chance(seed)
  // The first numbers of neighbouring seeds are mixed only by use.
  for (let n = 0; n < 8; n += 1) chance.next()
  const town = townOf(seed, chance)
  const script = new Script(town, chance, begin)
  announce(script)
  for (let left = 1 + chance.below(rounds); left > 0; left -= 1) {
    script.apart({ a: someAffair, b: twinAffair })
    if (often(chance, 0.7)) acts[chance.weighted(shares)](script)
  }
  script.apart({ a: someAffair, b: twinAffair })
  return { seed, town, script }
}
