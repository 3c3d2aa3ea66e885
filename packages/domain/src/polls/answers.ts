import type { PollAnswer, PollKind, PollTotals, RefusalCode } from '@morgenkreis/protocol'

/** An answer that this poll takes, its choices in the order of the options; what is none of its choices is unknown. */
export function answerTo(
  { kind, options }: { readonly kind: PollKind; readonly options: number },
  answer: PollAnswer,
): PollAnswer | RefusalCode {
  if ('text' in answer) return kind === 'text' ? answer : 'choice-unknown'
  const { choices } = answer
  const fits =
    kind !== 'text' && (kind === 'several' || choices.length === 1) && choices.every((choice) => choice < options)
  return fits ? { choices: choices.toSorted((a, b) => a - b) } : 'choice-unknown'
}

/** How many answered, and how often each of so many options was chosen. */
export function totalsOf(options: number, answers: readonly PollAnswer[]): PollTotals {
  const none: PollTotals = { answers: 0, counts: Array.from({ length: options }, () => 0) }
  return answers.reduce(totalsWith, none)
}

/** The totals after one more answer. */
export function totalsWith({ answers, counts }: PollTotals, answer: PollAnswer): PollTotals {
  const chosen = 'choices' in answer ? answer.choices : []
  return { answers: answers + 1, counts: counts.map((count, option) => (chosen.includes(option) ? count + 1 : count)) }
}
