import type { Ambience } from '../places/daylight.ts'
import type { Frame } from '../places/place.ts'

/** A picture as vector drawings, back to front, before light and style. */
export interface Layers {
  readonly frame: Frame
  readonly behind: string
  readonly middle: string
  /** Dark shapes that are blurred and laid under the subjects. */
  readonly shadow: string
  /** What the light models. */
  readonly subject: string
  readonly front: string
  /** Letters, cards and captions: above everything, never styled away. */
  readonly lettering: string
  /** How far out of focus `behind` is, in stage units; 0 is sharp. */
  readonly blur: number
  readonly ambience: Ambience
  /** A diagram or a card: no light, vignette or grain. */
  readonly flat: boolean
}
