import { shade } from '../colour.ts'
import { linear, radial } from '../svg/gradient.ts'
import { circle, ellipse, path, rect, stroke } from '../svg/shapes.ts'
import type { Prop } from './prop.ts'

export const lighthouse: Prop = {
  height: 540,
  width: 280,
  draw(colour = '#d5382f') {
    const wall = linear(
      [
        [0, '#fdfdfb'],
        [0.6, '#f2efe9'],
        [1, '#bdb8b0'],
      ],
      [0, 0, 1, 0],
    )
    return (
      path(
        'M10 -452L900 -640V-280L10 -440Z',
        linear(
          [
            [0, '#fff3b0', 0.7],
            [1, '#fff3b0', 0],
          ],
          [0, 0, 1, 0],
        ),
      ) +
      path(
        'M-10 -452L-900 -600V-330L-10 -440Z',
        linear(
          [
            [1, '#fff3b0', 0.7],
            [0, '#fff3b0', 0],
          ],
          [0, 0, 1, 0],
        ),
      ) +
      path('M-120 20Q-140 -40 -60 -50H70Q150 -40 130 20Z', '#6c655e') +
      path('M-58 -40L-36 -410H36L58 -40Z', wall) +
      band(colour, [-120, -190]) +
      band(colour, [-262, -332]) +
      rect([-50, -424, 100, 16], '#2b2f36', { rx: 4 }) +
      rect([-28, -474, 56, 52], '#ffe9a0') +
      rect([-3, -474, 6, 52], '#2b2f36') +
      path('M-38 -474Q0 -530 38 -474Z', '#b32a24') +
      rect([-3, -530, 6, 22], '#2b2f36') +
      rect([-11, -92, 22, 52], '#5a4634', { rx: 11 }) +
      rect([-8, -230, 16, 24], '#3a4a5a', { rx: 8 })
    )
  },
}

/** A stripe round the tower between two heights, as wide as the tower is there. */
function band(colour: string, [from, to]: readonly [number, number]): string {
  const half = (y: number): number => 58 - ((-40 - y) / 370) * 22
  return path(`M${-half(from)} ${from}L${-half(to)} ${to}H${half(to)}L${half(from)} ${from}Z`, colour)
}

/** A stone viaduct; its deck is at `BRIDGE_DECK` above the ground. */
export const bridge: Prop = {
  height: 300,
  width: 1400,
  draw(colour = '#a89a8a') {
    const stone = linear([
      [0, shade(colour, 0.2)],
      [1, shade(colour, -0.3)],
    ])
    const arches = [-560, -280, 0, 280, 560].map(
      (x) => `M${x - 100} 40V-110Q${x - 100} -210 ${x} -210Q${x + 100} -210 ${x + 100} -110V40Z`,
    )
    const outline = `M-2400 40V-262H2400V40Z${arches.join('')}`
    const courses = [-240, -222].map((y) =>
      stroke(`M-2400 ${y}H2400`, shade(colour, -0.25), { 'stroke-width': 2.5, opacity: 0.6 }),
    )
    return (
      path(outline, stone, { 'fill-rule': 'evenodd' }) +
      courses.join('') +
      rect([-2400, -274, 4800, 16], shade(colour, 0.3))
    )
  },
}

export const BRIDGE_DECK = 274 / 300

export const fireplace: Prop = {
  height: 400,
  width: 420,
  draw(colour = '#a35a44') {
    const brick = linear([
      [0, shade(colour, 0.12)],
      [1, shade(colour, -0.28)],
    ])
    const glow = radial([
      [0, '#fff1b0', 0.95],
      [0.5, '#ff9b3d', 0.7],
      [1, '#ff6a2b', 0],
    ])
    const rows = Array.from({ length: 9 }, (_, row) =>
      stroke(`M-190 ${-30 - row * 36}H190`, shade(colour, -0.4), { 'stroke-width': 2, opacity: 0.5 }),
    )
    return (
      rect([-190, -360, 380, 360], brick) +
      rows.join('') +
      rect([-214, -386, 428, 34], '#6b4426', { rx: 6 }) +
      path('M-118 0V-190Q-118 -250 0 -250Q118 -250 118 -190V0Z', '#1c1210') +
      ellipse([0, -70, 130, 120], glow) +
      path(
        'M-60 -18Q-84 -92 -30 -130Q-34 -96 -12 -90Q-8 -150 26 -176Q20 -130 48 -110Q74 -84 58 -18Z',
        '#ff8a2b',
      ) +
      path('M-32 -18Q-44 -70 -8 -96Q-6 -70 10 -66Q16 -92 30 -104Q30 -80 40 -62Q46 -40 34 -18Z', '#ffd84d') +
      stroke('M-76 -16L70 -30M-66 -32L78 -14', '#5b3a22', 18) +
      rect([-214, -8, 428, 16], shade(colour, -0.3), { rx: 4 }) +
      circle([-130, -404, 18], '#d4a017') +
      rect([96, -424, 16, 40], '#e8e0cf', { rx: 4 })
    )
  },
}
