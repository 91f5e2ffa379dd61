import { world } from './world.ts'
import type { World, WorldOptions } from './world.ts'

/** As many worlds as are in use at once; who needs one has it alone. */
export interface Worlds {
  readonly all: readonly World[]
  /** The gateway serves when the work begins. */
  use<T>(work: (stage: World) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export function worlds(options: WorldOptions): Worlds {
  const all: World[] = []
  const free: World[] = []
  return {
    all,
    use: async (work) => {
      const stage = free.pop() ?? (await world(options))
      if (!all.includes(stage)) all.push(stage)
      await stage.gateway.serving()
      try {
        return await work(stage)
      } finally {
        free.push(stage)
      }
    },
    close: async () => {
      await Promise.all(all.map((stage) => stage.close()))
    },
  }
}
