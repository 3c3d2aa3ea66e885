/** From so many plans in one batch on, more are on their way: it is worth to wait for them. */
const many = 8
/** Then a batch begins at most every so many milliseconds. */
const periodMs = 20

/**
 * How long a committer rests after a batch. A transaction costs several round trips whatever its size: under load a few larger
 * ones cost less than many small ones. Alone, or among few, a plan goes at once.
 */
export const restAfter = (plans: number, tookMs: number): number =>
  plans < many ? 0 : Math.max(0, Math.round(periodMs - tookMs))

/** How many transactions at once while few plans wait, each in streams of its own; and while many do. */
const committers = { calm: 4, busy: 2 } as const

/**
 * How many committers may be at work while so many plans wait. Among few, whoever comes next need not wait for the
 * transactions of others; under load two that take turns gather more into each.
 */
export const committersAt = (waiting: number): number => (waiting < many ? committers.calm : committers.busy)
