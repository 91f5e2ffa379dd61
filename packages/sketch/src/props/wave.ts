import { linear } from '../svg/gradient.ts'
import { circle, path, stroke } from '../svg/shapes.ts'
import type { Prop } from './prop.ts'

/** A breaking wave, its crest curling to the right. */
export const wave: Prop = {
  height: 520,
  width: 1100,
  draw(_colour, choose) {
    const water = linear(
      [
        [0, '#7fdbe8'],
        [0.45, '#2596be'],
        [1, '#0f4c81'],
      ],
      [0, 0, 0.3, 1],
    )
    const foam = Array.from({ length: 60 }, () => {
      const along = choose.unit()
      const angle = -2.4 + along * 2.9
      return circle(
        [
          60 + Math.cos(angle) * 250 + choose.between(-26, 26),
          -300 + Math.sin(angle) * 210 + choose.between(-18, 18),
          choose.between(8, 30),
        ],
        '#ffffff',
        { opacity: 0.9 },
      )
    })
    const ribs = [0, 1, 2, 3, 4].map((at) =>
      stroke(
        `M${-560 + at * 90} 30Q${-260 + at * 60} ${-120 - at * 26} ${-90 + at * 34} ${-430 + at * 30}`,
        '#d6f5fa',
        { 'stroke-width': 7, opacity: 0.5 },
      ),
    )
    return (
      path(
        'M-800 60Q-420 0 -210 -330Q-90 -520 110 -510Q290 -490 320 -330Q240 -420 130 -390Q20 -350 60 -190Q120 -20 800 60Z',
        water,
      ) +
      ribs.join('') +
      foam.join('')
    )
  },
}
