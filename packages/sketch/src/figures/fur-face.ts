import { mix, shade } from '../colour.ts'
import type { Random } from '../random.ts'
import { linear, radial } from '../svg/gradient.ts'
import { circle, clipped, ellipse, num, path, placed, rect, stroke } from '../svg/shapes.ts'
import { fur, hairTone, inDisc, type Hair } from './fur.ts'
import type { Species } from './species.ts'

const EYE_X = 132
const EYE_Y = -42

export function muzzle(species: Species, choose: Random): string {
  return species.muzzle > 0 ? snout(species, choose) : cheeks(species)
}

function snout({ muzzle: length, light, base }: Species, choose: Random): string {
  const ball = radial(
    [
      [0, shade(light, 0.3)],
      [0.7, light],
      [1, mix(light, base, 0.55)],
    ],
    [0.5, 0.35, 0.65],
  )
  const hairs = Array.from({ length: 700 }, (): Hair => {
    const { angle, radius } = inDisc(choose)
    return {
      x: Math.cos(angle) * (150 * length + 16) * radius,
      y: 132 + Math.sin(angle) * (112 * length + 14) * radius,
      dx: Math.cos(angle) * choose.between(10, 30),
      dy: Math.abs(Math.sin(angle)) * choose.between(6, 22) + 6,
      colour: hairTone(choose, mix(light, base, Math.round(radius * 4) * 0.0875), 0.6),
    }
  })
  return ellipse([0, 132, 150 * length + 20, 112 * length + 18], ball) + fur(hairs, 3.6)
}

function cheeks({ light }: Species): string {
  const puff = radial([
    [0, shade(light, 0.5), 0.95],
    [0.75, light, 0.7],
    [1, light, 0],
  ])
  return [-1, 1].map((side) => ellipse([side * 72, 128, 98, 76], puff)).join('')
}

export function eyes(species: Species, choose: Random): string {
  return [-1, 1].map((side) => eye(species, side, choose)).join('')
}

function eye(species: Species, side: number, choose: Random): string {
  const x = side * EYE_X
  const radius = species.bigEyes ? 74 : 52
  const outline = species.bigEyes ? almond(x, side) : round(x)
  const socket = `<path d="${outline}"/>`
  const iris = radial(
    [
      [0, shade(species.eye, 0.5)],
      [0.45, species.eye],
      [0.85, shade(species.eye, -0.35)],
      [1, shade(species.eye, -0.75)],
    ],
    [0.5, 0.6, 0.55],
  )
  const lid = linear([
    [0, '#000000', 0.6],
    [1, '#000000', 0],
  ])
  const ball =
    circle([x, EYE_Y - 4, radius + 14], iris) +
    stroke(rays(x, radius, choose), shade(species.eye, 0.55), { 'stroke-width': 2, opacity: 0.45 }) +
    pupil(species, x, radius) +
    rect([x - 110, EYE_Y - 90, 220, 80], lid)
  const tear = species.bigEyes
    ? stroke(
        `M${x - side * 88} ${EYE_Y + 32}Q${x - side * 104} ${EYE_Y + 52} ${x - side * 108} ${EYE_Y + 74}`,
        '#2a1a10',
        { 'stroke-width': 9, opacity: 0.75 },
      )
    : ''
  return (
    path(outline, '#1d130d', { stroke: '#1d130d', 'stroke-width': 15, 'stroke-linejoin': 'round' }) +
    clipped(ball, socket) +
    ellipse([x - 24, EYE_Y - 30, 19, 16], '#ffffff', { opacity: 0.96 }) +
    circle([x + 22, EYE_Y + 24, 8], '#ffffff', { opacity: 0.6 }) +
    tear
  )
}

function almond(x: number, side: number): string {
  const [near, far] = [-side, side]
  return (
    `M${x + near * 88} ${EYE_Y + 30}Q${x + near * 34} ${EYE_Y - 76} ${x + far * 40} ${EYE_Y - 66}` +
    `Q${x + far * 92} ${EYE_Y - 54} ${x + far * 94} ${EYE_Y - 18}Q${x + far * 70} ${EYE_Y + 56} ${x + near * 10} ${EYE_Y + 58}` +
    `Q${x + near * 56} ${EYE_Y + 52} ${x + near * 88} ${EYE_Y + 30}Z`
  )
}

function round(x: number): string {
  return (
    `M${x - 60} ${EYE_Y + 6}Q${x - 40} ${EYE_Y - 54} ${x} ${EYE_Y - 54}Q${x + 42} ${EYE_Y - 54} ${x + 60} ${EYE_Y + 6}` +
    `Q${x + 38} ${EYE_Y + 52} ${x} ${EYE_Y + 52}Q${x - 38} ${EYE_Y + 52} ${x - 60} ${EYE_Y + 6}Z`
  )
}

function rays(x: number, radius: number, choose: Random): string {
  return Array.from({ length: 60 }, () => {
    const angle = choose.unit() * 2 * Math.PI
    const [cos, sin, reach] = [Math.cos(angle), Math.sin(angle), choose.between(0.7, 1)]
    return `M${num(x + cos * radius * 0.3)} ${num(EYE_Y - 4 + sin * radius * 0.3)}L${num(x + cos * radius * reach)} ${num(EYE_Y - 4 + sin * radius * reach)}`
  }).join('')
}

function pupil(species: Species, x: number, radius: number): string {
  const slit = species.ears === 'pointed' && species.muzzle === 0
  return slit
    ? ellipse([x, EYE_Y - 4, 25, radius * 0.92], '#070707')
    : circle([x, EYE_Y - 2, radius * 0.58], '#070707')
}

export function mouth(species: Species): string {
  const size = species.muzzle > 0 ? 1.15 + species.muzzle * 0.45 : 1
  const y = species.muzzle > 0 ? 72 : 78
  const lip = y + 32 * size
  const line = `M0 ${num(lip)}V${num(lip + 24)}M0 ${num(lip + 24)}Q-14 ${num(lip + 62)} -84 ${num(lip + 46)}M0 ${num(lip + 24)}Q14 ${num(lip + 62)} 84 ${num(lip + 46)}`
  return (
    placed(nose(species), { y, scale: size }) +
    (species.tongue ? tongue(lip) : '') +
    stroke(line, '#3a231a', 7)
  )
}

function nose({ nose: colour }: Species): string {
  const wet = radial(
    [
      [0, shade(colour, 0.28)],
      [0.6, colour],
      [1, shade(colour, -0.4)],
    ],
    [0.45, 0.25, 0.8],
  )
  return (
    path('M-46 -20Q0 -40 46 -20Q50 6 14 30Q0 38 -14 30Q-50 6 -46 -20Z', wet) +
    ellipse([-20, 8, 9, 6], '#000000', { opacity: 0.45, transform: 'rotate(25 -20 8)' }) +
    ellipse([20, 8, 9, 6], '#000000', { opacity: 0.45, transform: 'rotate(-25 20 8)' }) +
    ellipse([-6, -18, 22, 6], '#ffffff', { opacity: 0.4 })
  )
}

function tongue(lip: number): string {
  const y = Math.round(lip)
  return (
    path(
      `M-56 ${y + 44}Q0 ${y + 74} 56 ${y + 44}Q62 ${y + 150} 0 ${y + 158}Q-62 ${y + 150} -56 ${y + 44}Z`,
      '#e0697a',
    ) + stroke(`M0 ${y + 60}V${y + 130}`, '#b8485c', 4)
  )
}

export function whiskers({ whiskers: count }: Species, choose: Random): string {
  let [roots, hairs] = ['', '']
  for (const side of [-1, 1]) {
    for (let at = 0; at < count; at++) {
      const y = 110 + at * 15
      hairs += `M${side * 95} ${y}Q${side * 230} ${y - 46 + at * 13} ${side * choose.whole(380, 430)} ${y - 70 + at * 34}`
      roots += circle([side * (66 + (at % 3) * 22), 108 + at * 12, 3.4], '#6a4a38', { opacity: 0.6 })
    }
  }
  return hairs === '' ? '' : roots + stroke(hairs, '#fffaf2', { 'stroke-width': 3.4, opacity: 0.92 })
}
