/** Resolves when somebody asks this process to end. Asked once more after a second, it ends at once. */
export function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    let askedAt: number | undefined
    const asked = () => {
      // npm passes on a Ctrl-C that the terminal has sent to everybody: one wish, two signals.
      if (askedAt !== undefined && performance.now() - askedAt > 1000) process.exit(130)
      askedAt ??= performance.now()
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, asked)
  })
}
