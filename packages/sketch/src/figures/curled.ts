import { shade } from '../colour.ts'
import type { Figure } from '../plan/plan.ts'
import { radial } from '../svg/gradient.ts'
import { hasIcon, icon } from '../svg/icon.ts'
import { ellipse, stroke } from '../svg/shapes.ts'
import { text } from '../svg/text.ts'
import { CONCEPTS } from '../words/concept.ts'
import { FUR } from './look.ts'

/** An animal asleep or lying, curled up at (0, 0) and 160 high; undefined for one that does not lie so. */
export function curled({ key, colour, pose }: Figure): string | undefined {
  const face = CONCEPTS.get(key)?.face
  const coat = colour ?? FUR[key]
  if ((pose !== 'sleep' && pose !== 'lie') || !hasIcon(face) || coat === undefined) return undefined
  const fur = radial(
    [
      [0, shade(coat, 0.2)],
      [0.7, coat],
      [1, shade(coat, -0.22)],
    ],
    [0.45, 0.3, 0.8],
  )
  const snore = (x: number, y: number, size: number): string =>
    text('z', { x, y, size, fill: '#dfe8ff', weight: 800 })
  return (
    ellipse([14, -66, 126, 66], fur) +
    ellipse([84, -48, 62, 48], fur) +
    stroke('M128 -34Q150 6 60 -8Q10 -14 -30 -10', shade(coat, -0.16), 24) +
    ellipse([-46, -14, 34, 13], shade(coat, 0.12)) +
    icon(face, { x: -74, y: -4, size: 118, fit: 'longest', turn: -6, colour }) +
    (pose === 'sleep' ? snore(-20, -136, 36) + snore(8, -160, 28) : '')
  )
}
