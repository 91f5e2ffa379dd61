import { radial } from '../svg/gradient.ts'
import { circle, ellipse, path, rect, stroke } from '../svg/shapes.ts'
import type { Prop } from './prop.ts'

export const lantern: Prop = {
  height: 160,
  width: 90,
  draw(colour = '#3b3f48') {
    const light = radial([
      [0, '#fffbe0'],
      [0.5, '#ffdf7a'],
      [1, '#f2a83b'],
    ])
    const halo = radial([
      [0, '#ffe49a', 0.75],
      [1, '#ffe49a', 0],
    ])
    return (
      circle([0, -66, 130], halo) +
      stroke('M-22 -126Q0 -172 22 -126', colour, 6) +
      path('M-30 -112L-18 -132H18L30 -112Z', colour) +
      rect([-30, -112, 60, 92], light, { rx: 6 }) +
      stroke('M-30 -112V-20M30 -112V-20M0 -112V-20', colour, 5) +
      rect([-36, -22, 72, 20], colour, { rx: 5 })
    )
  },
}

export const fishingRod: Prop = {
  height: 300,
  width: 260,
  draw() {
    return (
      stroke('M-10 0Q90 -190 190 -300', '#7a5230', 6) +
      stroke('M190 -300Q220 -150 214 0', '#eef2f6', 2.4) +
      circle([18, -44, 11], '#454b55') +
      ellipse([214, 6, 8, 12], '#e4372e')
    )
  },
}

export const sword: Prop = {
  height: 220,
  width: 60,
  draw() {
    return (
      path('M-5 -50L-7 -200L0 -220L7 -200L5 -50Z', '#dfe6ec') +
      path('M0 -50V-220L7 -200L5 -50Z', '#aab6c1') +
      rect([-26, -56, 52, 11], '#c9993a', { rx: 5 }) +
      rect([-6, -48, 12, 42], '#4b3620', { rx: 4 }) +
      circle([0, -4, 8], '#c9993a')
    )
  },
}
