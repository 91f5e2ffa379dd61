import { shade } from '../colour.ts'
import { linear } from '../svg/gradient.ts'
import { ellipse, path } from '../svg/shapes.ts'
import type { Prop } from './prop.ts'

export const vase: Prop = {
  height: 240,
  width: 190,
  draw(colour = '#5b84b1') {
    const clay = linear(
      [
        [0, shade(colour, 0.4)],
        [0.4, colour],
        [1, shade(colour, -0.45)],
      ],
      [0, 0, 1, 0],
    )
    return (
      ellipse([0, -236, 56, 13], shade(colour, -0.5)) +
      path(
        'M-56 -236Q-50 -200 -72 -160Q-112 -90 -58 0H58Q112 -90 72 -160Q50 -200 56 -236Q0 -216 -56 -236Z',
        clay,
      ) +
      path('M-62 -120Q-70 -70 -46 -30', 'none', {
        stroke: '#ffffff',
        'stroke-width': 10,
        'stroke-linecap': 'round',
        opacity: 0.35,
      })
    )
  },
}
