import type { PollAnswer } from '@morgenkreis/protocol'
import { apfelhof, memberships } from '@morgenkreis/world'
import { isOpen, votersOf } from '../facts/polls.ts'
import type { KeptPoll } from '../facts/polls.ts'
import { tieTo } from '../hearing.ts'
import { change } from '../insisting.ts'
import type { Stage } from '../stage.ts'
import { answersIn } from './polling.ts'

/** An answer after the deadline, for another's child, or that is none of the choices. */
export async function refusedVote(stage: Stage): Promise<void> {
  await stage.chance.oneOf([voteTooLate, forAnothersChild, withoutSuchAChoice])?.(stage)
}

export async function voteTooLate(stage: Stage): Promise<void> {
  const { kita, chance, time } = stage
  const over = kita.polls.filter((one) => !one.gone && !one.busy && !isOpen(one, time.now()) && one.options > 0)
  const poll = chance.oneOf(over)
  await attempt(stage, poll, { choices: [0] }, ['poll-closed'])
}

async function withoutSuchAChoice(stage: Stage): Promise<void> {
  const poll = stage.chance.oneOf(openWithChoices(stage))
  await attempt(stage, poll, { choices: [poll?.options ?? 0] }, ['choice-unknown', 'poll-closed'])
}

const openWithChoices = ({ kita, time }: Stage) =>
  kita.polls.filter((one) => isOpen(one, time.now()) && one.options > 0)

async function forAnothersChild(stage: Stage): Promise<void> {
  const poll = stage.chance.oneOf(openWithChoices(stage).filter(({ per }) => per === 'child'))
  const actor = poll && stage.actor(answersIn(poll))
  const strangers = memberships.filter(({ role, facility }) => role === 'guardian' && facility === apfelhof)
  const child = stage.chance.oneOf(strangers)?.children[0]?.child
  if (!actor || !child || tieTo(actor.hat, child)) return
  const input = { poll: poll.id, child, answer: { choices: [0] } }
  const reply = await change(() => actor.phone.door, 'poll.vote', actor.hat.id, input)
  stage.mustRefuse(actor.phone, 'poll.vote', { expected: ['child-unknown', 'poll-closed', 'not-found'], reply })
}

async function attempt(
  stage: Stage,
  poll: KeptPoll | undefined,
  answer: PollAnswer,
  expected: readonly string[],
): Promise<void> {
  const actor = poll && stage.actor(answersIn(poll))
  const voter = actor && votersOf(poll, actor.hat)[0]
  if (!voter) return
  const input = { poll: poll.id, ...(voter.child && { child: voter.child }), answer }
  const reply = await change(() => actor.phone.door, 'poll.vote', actor.hat.id, input)
  stage.mustRefuse(actor.phone, 'poll.vote', { expected, reply })
}
