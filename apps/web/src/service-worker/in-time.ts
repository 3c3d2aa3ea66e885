/** So long somebody waits for a page before what was last seen of it opens; less once the network was found to be stuck. */
const patienceMs = 4_000
const againMs = 500

let isStuck = false

/** The answer, or undefined where it does not come in time; a failure is one as ever. */
export async function inTime(answer: Promise<Response>): Promise<Response | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), isStuck ? againMs : patienceMs)
  })
  // Whenever it comes, the network gets through again.
  answer.then(
    () => (isStuck = false),
    () => undefined,
  )
  try {
    const came = await Promise.race([answer, tooLate])
    isStuck = came === undefined
    return came
  } finally {
    clearTimeout(timer)
  }
}
