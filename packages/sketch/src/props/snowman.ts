import { shade } from '../colour.ts'
import { radial } from '../svg/gradient.ts'
import { circle, ellipse, path, rect, stroke } from '../svg/shapes.ts'
import type { Prop } from './prop.ts'

/** Whole, with top hat and scarf; the colour is the scarf's. */
export const snowman: Prop = {
  height: 480,
  width: 300,
  draw(colour = '#d92626') {
    const snow = radial(
      [
        [0, '#ffffff'],
        [0.7, '#f1f6fb'],
        [1, '#c3d5e6'],
      ],
      [0.4, 0.35, 0.75],
    )
    const buttons = [-200, -170, -120, -84].map((y) => circle([0, y, 7], '#2b2b33'))
    return (
      stroke('M-80 -200L-150 -260M-132 -244L-150 -228M80 -200L150 -264M134 -250L154 -236', '#6b4a2f', 8) +
      circle([0, -96, 100], snow) +
      circle([0, -228, 74], snow) +
      circle([0, -336, 56], snow) +
      buttons.join('') +
      circle([-18, -346, 7], '#2b2b33') +
      circle([20, -346, 7], '#2b2b33') +
      path('M2 -334L62 -322L2 -316Z', '#f28c28') +
      stroke('M-24 -312Q0 -294 24 -310', '#2b2b33', 4) +
      rect([-54, -300, 108, 26], colour, { rx: 13 }) +
      path('M18 -284L52 -284L58 -196L30 -192Z', colour) +
      stroke('M30 -208L57 -212M34 -222L56 -226', shade(colour, -0.3), 4) +
      ellipse([0, -384, 66, 12], '#23242a') +
      path('M-42 -386V-474Q0 -486 42 -474V-386Z', '#2e3038') +
      rect([-42, -410, 84, 18], '#a52a2a')
    )
  },
}
