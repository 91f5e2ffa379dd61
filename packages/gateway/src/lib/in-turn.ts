/** Work on one name at a time, in the order in which it was asked for; other names do not wait. */
export type InTurn = <Value>(name: string, work: () => Promise<Value>) => Promise<Value>

export function inTurn(): InTurn {
  const last = new Map<string, Promise<void>>()
  return async (name, work) => {
    const before = last.get(name)
    let pass: () => void = () => undefined
    const mine = new Promise<void>((resolve) => {
      pass = resolve
    })
    last.set(name, mine)
    await before
    try {
      return await work()
    } finally {
      if (last.get(name) === mine) last.delete(name)
      pass()
    }
  }
}
