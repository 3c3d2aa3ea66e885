import type { PollAnswer } from '@morgenkreis/protocol'
import type { Chance } from '../replay/chance.ts'
import { does, often, sentence, someOf, type Asked, type Command, type Script } from './script.ts'
import type { Family, Guardian, Kid } from './town.ts'

interface Voter {
  readonly guardian: Guardian
  readonly kid: Kid
}

/** Who may answer a poll beside the observed family: one guardian for each child, or for each family. */
function votersIn(script: Script, { groups, per }: Asked): Voter[] {
  const asked = ({ group }: Kid) => groups === 'all' || groups.includes(group)
  const voters = ({ guardians: [guardian], kids }: Family) =>
    kids.filter(asked).map((kid) => ({ guardian: guardian!, kid }))
  return script.others().flatMap((family) => voters(family).slice(0, per === 'family' ? 1 : undefined))
}

export function answerIn({ kind, options }: Asked, chance: Chance): PollAnswer {
  if (kind === 'text') return { text: sentence(chance) }
  const all = Array.from({ length: options }, (_, option) => option)
  return { choices: someOf(all, kind === 'one' ? 1 : 1 + chance.below(options), chance).sort() }
}

export const vote = ({ guardian, kid }: Voter, { id: poll, per }: Asked, answer: PollAnswer): Command =>
  does(guardian, 'poll.vote', { poll, ...(per === 'child' && { child: kid.id }), answer })

/**
 * Others vote. Where totals may be shown, the twin gives the same answers, by others of them and in another order: the totals
 * are equal. Otherwise anybody answers anything.
 */
export function ballot(script: Script, asked: Asked): void {
  const { chance } = script
  const voters = votersIn(script, asked)
  const count = chance.below(voters.length + 1)
  const answers = Array.from({ length: count }, () => answerIn(asked, chance))
  const counted = (mixing: Chance) => {
    const mixed = someOf(answers, answers.length, mixing)
    return someOf(voters, count, mixing).flatMap((voter, n) => {
      // A first answer that was changed counts no more.
      const before = !asked.anonymous && often(mixing, 0.15) ? [vote(voter, asked, answerIn(asked, mixing))] : []
      return [...before, vote(voter, asked, mixed[n]!)]
    })
  }
  const free = (mixing: Chance) =>
    someOf(voters, mixing.below(voters.length + 1), mixing).map((voter) => vote(voter, asked, answerIn(asked, mixing)))
  const side = ({ chance: mixing }: { chance: Chance }) => (asked.totals ? counted(mixing) : free(mixing))
  script.apart({ a: side, b: side })
}
