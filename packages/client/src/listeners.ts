export interface Listeners<Value> {
  add: (listener: (value: Value) => void) => () => void
  tell: (value: Value) => void
}

/** A set of listeners; each `add` answers how to leave, and is one entry even if the same function comes twice. */
export function listeners<Value>(): Listeners<Value> {
  const entries = new Set<{ listener: (value: Value) => void }>()
  return {
    add(listener) {
      const entry = { listener }
      entries.add(entry)
      return () => entries.delete(entry)
    },
    tell(value) {
      for (const { listener } of [...entries]) listener(value)
    },
  }
}
