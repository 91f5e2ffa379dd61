import type { Random } from '../random.ts'

/** A thing drawn by hand, standing at (0, 0). */
export interface Prop {
  /** Size of the drawing in its own units. */
  readonly height: number
  readonly width: number
  /** Where one sits on it: fractions of its width and height from the left and the top. */
  readonly seat?: readonly [number, number]
  draw(colour: string | undefined, choose: Random): string
}
