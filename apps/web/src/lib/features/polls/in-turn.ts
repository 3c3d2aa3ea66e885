/** Does something again and again, never twice at once: asked for while it runs, it is done once more after it. */
export function inTurn(act: () => Promise<unknown>): () => void {
  let running = false
  let again = false
  async function run(): Promise<void> {
    running = true
    do {
      again = false
      await act().catch(() => undefined)
    } while (again)
    running = false
  }
  return () => {
    again = true
    if (!running) void run()
  }
}
