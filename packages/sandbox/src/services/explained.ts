/** A failure that somebody can mend: its message is one sentence that says what to do, and needs no stack. */
export class Explained extends Error {
  override readonly name = 'Explained'
}

/** Runs a main program. An `Explained` failure is printed alone; anything else is a defect and keeps its stack. */
export async function orExplain(main: () => Promise<void>): Promise<void> {
  try {
    await main()
  } catch (failure) {
    process.stderr.write(`${failure instanceof Explained ? failure.message : inFull(failure)}\n`)
    // What was started is bound to this process and would keep it alive.
    process.exit(1)
  }
}

/** What went wrong, on one line, for the middle of a sentence. */
export function reason(failure: unknown): string {
  const message = failure instanceof Error ? failure.message : String(failure)
  return message.trim().replace(/\s+/g, ' ').slice(0, 300).replace(/\.$/, '')
}

function inFull(failure: unknown): string {
  return failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)
}
