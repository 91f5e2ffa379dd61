import { mix, shade } from '../colour.ts'
import { random, type Random } from '../random.ts'
import { linear, radial } from '../svg/gradient.ts'
import { ellipse, path } from '../svg/shapes.ts'
import { coatColour } from './coat.ts'
import { fur, hairTone, inDisc, type Hair } from './fur.ts'
import { eyes, mouth, muzzle, whiskers } from './fur-face.ts'
import { HEAD_X, HEAD_Y } from './head-size.ts'
import type { Species } from './species.ts'

const HAIRS = 5200
const LAYERS = 4

/** An animal's head, fur by fur, centred on (0, 0). */
export function furHead(species: Species, seed: string): string {
  const choose = random(seed, 'fur head')
  const parts = [
    mane(species, choose),
    species.ears === 'hanging' ? '' : ears(species, choose),
    skull(species),
    coat(species, choose),
  ]
  if (species.ears === 'hanging') parts.push(ears(species, choose))
  return [
    ...parts,
    muzzle(species, choose),
    eyes(species, choose),
    mouth(species),
    whiskers(species, choose),
  ].join('')
}

function skull({ base }: Species): string {
  const ball = radial(
    [
      [0, shade(base, 0.1)],
      [0.7, shade(base, -0.12)],
      [1, shade(base, -0.38)],
    ],
    [0.5, 0.45, 0.6],
  )
  return ellipse([0, 0, HEAD_X, HEAD_Y], ball)
}

/** Hair from the rim inwards, each lying over the one outside it, combed away from the nose. */
function coat(species: Species, choose: Random): string {
  const roots = Array.from({ length: HAIRS }, () => inDisc(choose))
    .map(({ angle, radius }) => ({
      x: Math.cos(angle) * HEAD_X * radius,
      y: Math.sin(angle) * HEAD_Y * radius,
      radius,
    }))
    .toSorted((one, other) => other.radius - one.radius)
  const hairs = roots.map(({ x, y }): Hair => {
    const distance = Math.hypot(x, y - 70) || 1
    const [ux, uy] = [x / distance, (y - 70) / distance]
    const length = choose.between(22, 52) * (1 + (0.4 * distance) / HEAD_X)
    const sway = choose.between(-0.35, 0.35)
    const colour = hairTone(choose, coatColour(species, x, y), 1)
    return { x, y, dx: (ux - uy * sway) * length, dy: (uy + ux * sway) * length + 6, colour }
  })
  const size = Math.ceil(HAIRS / LAYERS)
  return Array.from({ length: LAYERS }, (_, layer) =>
    fur(hairs.slice(layer * size, (layer + 1) * size), layer < 2 ? 6 : 4.6),
  ).join('')
}

function mane({ mane: colour }: Species, choose: Random): string {
  if (colour === undefined) return ''
  const hairs = Array.from({ length: 2600 }, (): Hair => {
    const angle = choose.unit() * 2 * Math.PI
    const reach = choose.between(0.8, 1.32)
    return {
      x: Math.cos(angle) * HEAD_X * reach,
      y: Math.sin(angle) * HEAD_Y * reach + 20,
      dx: Math.cos(angle) * choose.between(60, 120),
      dy: Math.sin(angle) * choose.between(60, 120) + 20,
      colour: hairTone(choose, colour, 1.3),
    }
  })
  return ellipse([0, 20, HEAD_X * 1.3, HEAD_Y * 1.32], shade(colour, -0.35)) + fur(hairs, 6)
}

const OUTLINES: Readonly<Record<Species['ears'], (side: number) => string>> = {
  pointed: (side) =>
    `M${side * 300} -120Q${side * 345} -400 ${side * 270} -455Q${side * 150} -385 ${side * 85} -255Z`,
  round: (side) =>
    `M${side * 120} -240Q${side * 140} -400 ${side * 270} -380Q${side * 370} -330 ${side * 290} -170Z`,
  hanging: (side) =>
    `M${side * 190} -250Q${side * 330} -330 ${side * 400} -150Q${side * 450} 60 ${side * 390} 170Q${side * 310} 170 ${side * 280} 20Q${side * 260} -130 ${side * 190} -250Z`,
  long: (side) =>
    `M${side * 60} -230Q${side * 60} -640 ${side * 160} -690Q${side * 270} -620 ${side * 210} -210Z`,
}

function ears(species: Species, choose: Random): string {
  const colour = species.patched || species.ears === 'hanging' ? species.dark : species.base
  const shell = linear([
    [0, shade(colour, -0.1)],
    [1, shade(colour, -0.3)],
  ])
  const hairsOf = { pointed: uprightHairs, long: uprightHairs, hanging: hangingHairs, round: roundHairs }[
    species.ears
  ]
  return [-1, 1]
    .map(
      (side) =>
        path(OUTLINES[species.ears](side), shell) +
        innerEar(species, side) +
        fur(hairsOf(species, side, choose), 5),
    )
    .join('')
}

function innerEar({ ears: shape }: Species, side: number): string {
  const pink = linear([
    [0, '#e8b3a0'],
    [1, '#a8655a'],
  ])
  if (shape === 'pointed')
    return path(
      `M${side * 278} -170Q${side * 312} -360 ${side * 262} -415Q${side * 178} -350 ${side * 128} -258Z`,
      pink,
    )
  if (shape === 'long')
    return path(
      `M${side * 95} -250Q${side * 95} -560 ${side * 155} -630Q${side * 225} -560 ${side * 180} -240Z`,
      pink,
    )
  return ''
}

function uprightHairs(species: Species, side: number, choose: Random): Hair[] {
  const long = species.ears === 'long'
  const inside = Array.from({ length: 130 }, (): Hair => {
    const along = choose.unit()
    return {
      x: side * (120 + along * 150) * (long ? 0.75 : 1),
      y: -235 - along * 20 + choose.between(-20, 20),
      dx: side * choose.between(0, 50),
      dy: -choose.between(50, 120) * (long ? 1.3 : 1),
      colour: hairTone(choose, species.light, 0.5),
    }
  })
  const rim = Array.from({ length: 200 }, (): Hair => {
    const along = choose.unit()
    const x = long ? side * (205 - 45 * along) : side * (300 - 30 * along * along + choose.between(0, 14))
    const y = long ? -230 - along * 440 : -130 - along * 320
    return {
      x,
      y,
      dx: side * choose.between(4, 20),
      dy: -choose.between(20, 44),
      colour: hairTone(choose, species.base, 1),
    }
  })
  return [...inside, ...rim]
}

function hangingHairs(species: Species, side: number, choose: Random): Hair[] {
  const colour = mix(species.dark, species.base, 0.25)
  return Array.from({ length: 1100 }, (): Hair => {
    const [down, across] = [choose.unit(), choose.unit()]
    const inner = down < 0.5 ? 200 + 80 * down : 240 + 135 * (down - 0.5)
    const outer =
      down < 0.25 ? 330 + 240 * down : down < 0.7 ? 390 + 60 * (down - 0.25) : 417 - 60 * (down - 0.7)
    return {
      x: side * (inner + (outer - inner) * across),
      y: -262 + 400 * down + (down < 0.3 ? 30 * (1 - across) : 0),
      dx: side * choose.between(-4, 16),
      dy: choose.between(30, 58),
      colour: hairTone(choose, colour, 1),
    }
  })
}

function roundHairs(species: Species, side: number, choose: Random): Hair[] {
  const colour = species.patched ? species.dark : species.base
  return Array.from({ length: 620 }, (): Hair => {
    const angle = choose.between(-2.6, 0.2)
    const reach = Math.sqrt(choose.unit())
    return {
      x: side * 225 + Math.cos(angle) * 105 * reach,
      y: -275 + Math.sin(angle) * 100 * reach,
      dx: Math.cos(angle) * choose.between(14, 40),
      dy: Math.sin(angle) * choose.between(14, 40) - 6,
      colour: hairTone(choose, colour, 1),
    }
  })
}
