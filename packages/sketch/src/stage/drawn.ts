import { random, type Random } from '../random.ts'
import type { Scene, Soloist } from './scene.ts'

export interface Drawn {
  readonly subject: string
  readonly shadow: string
  /** A mirror image on a polished ground. */
  readonly reflection?: string | undefined
}

/** The character stream: by kind and number, so that a story's hero keeps its looks, and anyone in other clothes. */
export function castChoices({ seeds }: Scene, { actor, nth }: Soloist): Random {
  return random(seeds.cast, `cast ${actor.figure.key} ${nth}`)
}
