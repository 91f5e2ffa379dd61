import { setTimeout as pause } from 'node:timers/promises'

import { means } from './crash-points.ts'
import type { CrashOrder, Orders } from './orders.ts'

/** Decides, at every crash point that the gateway passes, whether it lives on. */
export interface Fate {
  /** May not return. */
  pass(point: string): void
  /** The same, and may return late. */
  passSlowly(point: string): Promise<void>
  /** Would passing this point now be the end? */
  expects(point: string): boolean
  /** Is this write to be left out though it seems to be done? */
  forgets(write: string): boolean
  /** This is durable. */
  readonly acknowledge: (write: string, about: string) => void
  order(crash: CrashOrder | undefined): void
}

export interface Means {
  readonly tell: (line: string) => void
  readonly die: (point: string, order: CrashOrder) => void
}

export function fate(orders: Orders, { tell, die }: Means): Fate {
  let { crash } = orders
  let passed = 0
  const pass = (point: string): void => {
    if (crash === undefined || !means(crash.point, point)) return
    passed += 1
    if (passed === crash.passing) die(point, crash)
  }
  return {
    pass,
    passSlowly: async (point) => {
      pass(point)
      if (orders.slow !== undefined && means(orders.slow.point, point)) await pause(orders.slow.ms)
    },
    expects: (point) => crash !== undefined && means(crash.point, point) && passed + 1 === crash.passing,
    forgets: (write) => orders.without.some((given) => means(given, write)),
    acknowledge: (write, about) => tell(`${write} ${about}`),
    order: (next) => {
      crash = next
      passed = 0
    },
  }
}
