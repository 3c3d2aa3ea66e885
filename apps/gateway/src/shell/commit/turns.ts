/** Lets what was begun in some order end in it. */
export class Turns {
  #before: Promise<unknown> = Promise.resolve()
  /** What was begun and has not ended. */
  open = 0

  /** The result of this work, once all that was begun earlier has ended, too. The work must not throw. */
  async take<Result>(work: Promise<Result>): Promise<Result> {
    const turn = Promise.all([work, this.#before])
    // Not the results: each would hold on to all before it.
    this.#before = turn.then(() => undefined)
    this.open += 1
    try {
      const [result] = await turn
      return result
    } finally {
      this.open -= 1
    }
  }
}
