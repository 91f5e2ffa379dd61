/** A value that tells who listens when it changes. */
export interface Store<Value> {
  readonly get: () => Value
  readonly change: (part: Partial<Value>) => void
  /** Called now and after every change. */
  readonly watch: (listener: (value: Value) => void) => void
}

export function store<Value extends object>(initial: Value): Store<Value> {
  let value = initial
  const listeners: ((value: Value) => void)[] = []
  return {
    get: () => value,
    change(part) {
      value = { ...value, ...part }
      for (const listener of listeners) listener(value)
    },
    watch(listener) {
      listeners.push(listener)
      listener(value)
    },
  }
}
