/** The highest rate that holds, and every rate that was tried on the way. */
export interface Found {
  rate: number
  tried: { rate: number; holds: boolean }[]
}

const stride = 1.5
const fineStride = 1.12
/** Two rates closer than this are one. */
const close = 1.06
const lowest = 10

/**
 * Climbs from `from` until a rate fails (or descends until one holds), then halves the gap. With `near` the first step is
 * known to be about right, and the strides are small.
 */
export async function highestRate(
  holds: (rate: number) => Promise<boolean>,
  from: number,
  near = false,
): Promise<Found> {
  const tried: Found['tried'] = []
  const attempt = async (rate: number) => {
    const result = await holds(rate)
    tried.push({ rate, holds: result })
    return result
  }
  const factor = near ? fineStride : stride
  let held = 0
  let failed = Infinity
  for (let rate = from; held === 0 || failed === Infinity;) {
    if (rate < lowest) return { rate: 0, tried }
    if (await attempt(rate)) held = rate
    else failed = rate
    rate = Math.round(held === 0 ? failed / factor : held * factor)
  }
  while (failed / held > close) {
    const middle = Math.round(Math.sqrt(held * failed))
    if (middle === held || middle === failed) break
    if (await attempt(middle)) held = middle
    else failed = middle
  }
  return { rate: held, tried }
}
