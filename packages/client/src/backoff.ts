const first = 1_000
const longest = 30_000

/** Milliseconds before try `n` (from 0): doubling up to 30 s, spread over three quarters of it, so that many do not come at once. */
export function backOff(n: number): number {
  const whole = Math.min(longest, first * 2 ** Math.min(n, 16))
  return whole * (0.25 + 0.75 * Math.random())
}
