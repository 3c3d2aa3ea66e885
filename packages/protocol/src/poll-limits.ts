/** How a poll is answered: one choice, several, or free text. */
export const pollKinds = ['one', 'several', 'text'] as const
/** Who answers once: each child, or each family. */
export const pollVoters = ['child', 'family'] as const

export const fewestOptions = 2
export const mostOptions = 12
/** In characters. */
export const longestQuestion = 240
export const longestOption = 120
export const longestPollText = 2_000
