import { shade } from '../colour.ts'
import { linear } from '../svg/gradient.ts'
import { path, rect } from '../svg/shapes.ts'
import { text } from '../svg/text.ts'
import type { Prop } from './prop.ts'

const GLASS = ['#e8a0b4', '#e9b872', '#9cc5e8', '#b8a0e0'] as const

export const perfume: Prop = {
  height: 432,
  width: 240,
  draw(colour, choose) {
    const any = choose.pick(GLASS)
    const tone = colour ?? any
    const bottle: readonly [number, number, number, number] = [-120, -300, 240, 300]
    return (
      rect(bottle, glass(tone), { rx: 34 }) +
      rect([-96, -232, 192, 208], liquid(tone), { rx: 20 }) +
      rect(bottle, 'none', { rx: 34, stroke: '#ffffff', 'stroke-opacity': 0.6, 'stroke-width': 5 }) +
      path('M-96 -232Q0 -222 96 -232V-220Q0 -208 -96 -220Z', '#ffffff', { opacity: 0.45 }) +
      stopper() +
      rect([-104, -270, 22, 220], '#ffffff', { rx: 11, opacity: 0.55 }) +
      rect([-74, -270, 8, 180], '#ffffff', { rx: 4, opacity: 0.4 }) +
      rect([88, -250, 10, 200], '#ffffff', { rx: 5, opacity: 0.3 }) +
      label()
    )
  },
}

function glass(tone: string) {
  return linear(
    [
      [0, shade(tone, 0.75), 0.95],
      [0.12, shade(tone, 0.35), 0.9],
      [0.5, tone, 0.88],
      [0.86, shade(tone, -0.2), 0.92],
      [1, shade(tone, 0.5), 0.95],
    ],
    [0, 0, 1, 0],
  )
}

function liquid(tone: string) {
  return linear(
    [
      [0, shade(tone, 0.15)],
      [0.5, shade(tone, -0.08)],
      [1, shade(tone, -0.35)],
    ],
    [0, 0, 1, 0.6],
  )
}

function stopper(): string {
  const gold = linear(
    [
      [0, '#8a6a2f'],
      [0.15, '#fbe7a8'],
      [0.4, '#c99a3d'],
      [0.6, '#fff3c4'],
      [0.85, '#a67a2a'],
      [1, '#6b4d18'],
    ],
    [0, 0, 1, 0],
  )
  return (
    rect([-30, -332, 60, 36], gold) +
    rect([-50, -432, 100, 104], gold, { rx: 12 }) +
    rect([-50, -344, 100, 6], '#6b4d18', { opacity: 0.5 })
  )
}

function label(): string {
  return (
    rect([-62, -170, 124, 92], '#fffaf3', { rx: 4, opacity: 0.94 }) +
    rect([-55, -163, 110, 78], 'none', { stroke: '#b08d57', 'stroke-width': 2 }) +
    text('LUNE', {
      x: 0,
      y: -122,
      size: 23,
      fill: '#5a4630',
      align: 'middle',
      style: { 'letter-spacing': 6 },
    }) +
    text('EAU DE PARFUM', {
      x: 0,
      y: -100,
      size: 8,
      fill: '#8a7350',
      align: 'middle',
      style: { 'letter-spacing': 1.6 },
    })
  )
}
