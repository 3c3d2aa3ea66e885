const name = 'push'

/** What was chosen on this device: `on`, or `no` where the offer was turned down. The logout wipes it. */
export function kept() {
  return {
    get(): string | null {
      try {
        return localStorage.getItem(name)
      } catch {
        return null
      }
    },
    set(value: 'on' | 'no' | null): void {
      try {
        if (value === null) localStorage.removeItem(name)
        else localStorage.setItem(name, value)
      } catch {
        // The browser keeps nothing: it is asked again.
      }
    },
  }
}
