import { shade } from '../colour.ts'
import { linear } from '../svg/gradient.ts'
import { circle, clipped, ellipse, num, path, stroke } from '../svg/shapes.ts'
import type { Prop } from './prop.ts'

export const airship: Prop = {
  height: 350,
  width: 740,
  draw(colour = '#b98a4a') {
    const hull = linear([
      [0, shade(colour, 0.45)],
      [0.45, colour],
      [1, shade(colour, -0.55)],
    ])
    const ribs = [-0.66, -0.33, 0, 0.33, 0.66].map((at) => {
      const half = 120 * Math.sqrt(1 - at * at)
      const d = `M${num(330 * at)} ${num(-210 - half)}Q${num(380 * at)} -210 ${num(330 * at)} ${num(-210 + half)}`
      return stroke(d, shade(colour, -0.45), { 'stroke-width': 4, opacity: 0.6 })
    })
    const portholes = [-3, -2, -1, 0, 1, 2, 3].map((at) =>
      circle([at * 36, -16, 10], '#ffe7a8', { stroke: '#c9993a', 'stroke-width': 4 }),
    )
    return (
      ellipse([0, -210, 330, 120], hull) +
      ribs.join('') +
      path('M290 -250L400 -320V-110L290 -170Z', shade(colour, -0.3)) +
      stroke('M-130 -96L-90 -40M130 -96L90 -40M0 -90V-40', '#4b3620', 4) +
      path('M-150 -46H150Q140 16 90 20H-100Q-150 10 -150 -46Z', '#6b4426') +
      portholes.join('') +
      circle([170, -10, 8], '#c9993a') +
      ellipse([176, -10, 6, 46], '#d9b25f', { opacity: 0.8 })
    )
  },
}

type Stripes = readonly [string, string]
const STRIPES: readonly [Stripes, ...Stripes[]] = [
  ['#e4572e', '#f6c927'],
  ['#2a6fdb', '#f5f5f2'],
  ['#8e44ad', '#f28c28'],
]
const ENVELOPE =
  'M-150 -280C-150 -460 150 -460 150 -280C150 -190 60 -120 34 -78H-34C-60 -120 -150 -190 -150 -280Z'

export const hotAirBalloon: Prop = {
  height: 420,
  width: 300,
  draw(colour, choose) {
    const any = choose.pick(STRIPES)
    const [one, other] = colour === undefined ? any : [colour, shade(colour, 0.5)]
    const stripes = Array.from({ length: 7 }, (_, at) =>
      ellipse([0, -270, 150 - at * 24, 230], at % 2 === 0 ? one : other),
    )
    return (
      clipped(stripes.join(''), `<path d="${ENVELOPE}"/>`) +
      stroke('M-32 -78L-22 -40M32 -78L22 -40', '#5b4636', 3) +
      path('M-26 -42H26L20 0H-20Z', '#8a5a2e') +
      stroke('M-26 -42H26', '#5b3a1c', 6)
    )
  },
}
