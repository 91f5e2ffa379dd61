import { shade } from '../colour.ts'
import { linear, radial } from '../svg/gradient.ts'
import { icon } from '../svg/icon.ts'
import { circle, ellipse, path, rect, stroke } from '../svg/shapes.ts'
import type { Prop } from './prop.ts'

export const wineBottle: Prop = {
  height: 470,
  width: 130,
  draw(colour = '#274a33') {
    const glass = linear(
      [
        [0, shade(colour, -0.35)],
        [0.28, shade(colour, 0.3)],
        [0.5, colour],
        [1, shade(colour, -0.5)],
      ],
      [0, 0, 1, 0],
    )
    return (
      path(
        'M-62 -16V-262Q-62 -312 -24 -340V-430H24V-340Q62 -312 62 -262V-16Q62 0 46 0H-46Q-62 0 -62 -16Z',
        glass,
      ) +
      rect([-26, -468, 52, 96], '#7a1f2b', { rx: 6 }) +
      rect([-26, -410, 52, 6], '#d4a017') +
      rect([-62, -226, 124, 130], '#f7f0df') +
      rect([-62, -216, 124, 5], '#b08d57') +
      rect([-62, -110, 124, 5], '#b08d57') +
      icon('grapes', { x: 0, y: -128, size: 74 }) +
      rect([-46, -300, 12, 190], '#ffffff', { rx: 6, opacity: 0.28 })
    )
  },
}

export const juiceGlass: Prop = {
  height: 260,
  width: 160,
  draw(colour = '#f59a23') {
    return (
      stroke('M24 -60L66 -300', '#e4572e', 11) +
      path('M-72 -240L-56 -8Q0 6 56 -8L72 -240Z', '#eaf4fa', { opacity: 0.55 }) +
      path(
        'M-66 -190L-54 -14Q0 0 54 -14L66 -190Q0 -178 -66 -190Z',
        linear(
          [
            [0, shade(colour, 0.25)],
            [0.5, colour],
            [1, shade(colour, -0.2)],
          ],
          [0, 0, 1, 0],
        ),
      ) +
      ellipse([0, -190, 66, 12], shade(colour, 0.3)) +
      ellipse([0, -240, 72, 13], 'none', { stroke: '#ffffff', 'stroke-width': 5, opacity: 0.85 }) +
      circle([-66, -236, 40], shade(colour, 0.1), { stroke: '#fff3d6', 'stroke-width': 7 }) +
      stroke('M-66 -268V-204M-94 -252L-38 -220M-38 -252L-94 -220', '#fff3d6', 4) +
      rect([-50, -176, 12, 130], '#ffffff', { rx: 6, opacity: 0.4 })
    )
  },
}

export const waterBottle: Prop = {
  height: 430,
  width: 150,
  draw(colour = '#2a8fb8') {
    return (
      rect(
        [-66, -340, 132, 340],
        linear(
          [
            [0, shade(colour, 0.1)],
            [0.3, shade(colour, 0.5)],
            [0.6, colour],
            [1, shade(colour, -0.35)],
          ],
          [0, 0, 1, 0],
        ),
        { rx: 30 },
      ) +
      rect([-44, -376, 88, 44], '#dfe6ec', { rx: 6 }) +
      rect([-34, -424, 68, 54], '#2f3540', { rx: 12 }) +
      stroke('M34 -404Q66 -404 60 -366', '#2f3540', 10) +
      rect([-66, -120, 132, 10], '#ffffff', { opacity: 0.6 }) +
      rect([-48, -310, 14, 240], '#ffffff', { rx: 7, opacity: 0.4 })
    )
  },
}

export const snowGlobe: Prop = {
  height: 420,
  width: 360,
  draw(_colour, choose) {
    const sky = radial(
      [
        [0, '#e8f4ff'],
        [0.7, '#b9d9f2'],
        [1, '#7fa9d0'],
      ],
      [0.4, 0.35, 0.75],
    )
    const flakes = Array.from({ length: 34 }, () => {
      const angle = choose.between(0, 6.283)
      const reach = 140 * Math.sqrt(choose.unit())
      return circle(
        [Math.cos(angle) * reach, -240 + Math.sin(angle) * reach, choose.between(2, 5)],
        '#ffffff',
      )
    })
    return (
      circle([0, -240, 170], sky) +
      path('M-150 -160Q0 -220 150 -160Q120 -84 0 -72Q-120 -84 -150 -160Z', '#ffffff') +
      icon('house', { x: 22, y: -156, size: 120 }) +
      icon('evergreen-tree', { x: -76, y: -150, size: 120 }) +
      flakes.join('') +
      circle([0, -240, 170], 'none', { stroke: '#ffffff', 'stroke-opacity': 0.7, 'stroke-width': 6 }) +
      stroke('M-110 -320Q-90 -372 -40 -388', '#ffffff', { 'stroke-width': 10, opacity: 0.8 }) +
      path('M-130 -94H130L158 -10Q0 12 -158 -10Z', '#8a3f2c') +
      rect([-140, -104, 280, 22], '#a9533c', { rx: 10 })
    )
  },
}

/** A basket heaped with fruit. */
export const fruitBasket: Prop = {
  height: 330,
  width: 460,
  draw(colour = '#c08a4a') {
    const fruit: readonly (readonly [string, number, number, number])[] = [
      ['pineapple', -40, -130, 220],
      ['banana', 96, -150, 140],
      ['grapes', -150, -120, 130],
      ['red-apple', 20, -130, 110],
      ['tangerine', -76, -120, 100],
      ['pear', 120, -116, 110],
      ['strawberry', 60, -110, 80],
      ['lemon', 176, -116, 76],
      ['red-apple', -190, -110, 84],
    ]
    const weave = [0, 1, 2, 3].map((row) =>
      stroke(
        Array.from(
          { length: 10 - row },
          (_, at) => `M${-198 + row * 20 + at * 40} ${-116 + row * 30}q20 16 40 0`,
        ).join(''),
        shade(colour, -0.35),
        5,
      ),
    )
    return (
      fruit.map(([name, x, y, size]) => icon(name, { x, y, size })).join('') +
      path(
        'M-226 -130H226Q220 -20 150 0H-150Q-220 -20 -226 -130Z',
        linear([
          [0, shade(colour, 0.2)],
          [1, shade(colour, -0.3)],
        ]),
      ) +
      weave.join('') +
      rect([-236, -146, 472, 30], shade(colour, 0.1), { rx: 15 })
    )
  },
}

export const fryingPan: Prop = {
  height: 90,
  width: 260,
  draw(colour = '#3a3f48') {
    return (
      rect([70, -54, 150, 20], '#6b4426', { rx: 10 }) +
      path('M-110 -60H90Q84 -10 40 0H-60Q-104 -10 -110 -60Z', colour) +
      ellipse([-10, -60, 102, 18], shade(colour, -0.3)) +
      ellipse([-26, -64, 52, 11], '#fdfbf4') +
      circle([-30, -67, 13], '#f6b927') +
      ellipse([48, -62, 18, 6], '#c9452a')
    )
  },
}

/** Petals strewn on the ground. */
export const petals: Prop = {
  height: 70,
  width: 460,
  draw(colour = '#d6365e', choose) {
    return Array.from({ length: 26 }, () => {
      const [x, y] = [choose.between(-220, 220), -choose.between(0, 52)]
      const size = choose.between(13, 24)
      return path(
        `M${-size} 0Q0 ${-size * 0.9} ${size} 0Q0 ${size * 0.7} ${-size} 0Z`,
        shade(colour, choose.between(-0.15, 0.35)),
        {
          transform: `translate(${Math.round(x)} ${Math.round(y)}) rotate(${choose.whole(-60, 60)})`,
        },
      )
    }).join('')
  },
}
