import { mix, shade } from '../colour.ts'
import { random, type Random } from '../random.ts'
import { ellipse, stroke } from '../svg/shapes.ts'
import { fur, inDisc, type Hair } from './fur.ts'
import type { Species } from './species.ts'

/** One rounded part of the body and how its hair lies. */
interface Lump {
  readonly oval: readonly [number, number, number, number]
  readonly hairs: number
  readonly flow: readonly [number, number]
  readonly colour: string
}

const SHADES = [-0.2, -0.1, 0, 0.08, 0.16] as const

/** A lying body in front view, chest at (60, 170), rump to the right. */
export function furBody(species: Species, seed: string): string {
  const choose = random(seed, 'fur body')
  const { base, light } = species
  const lumps: Lump[] = [
    { oval: [430, 60, 330, 210], hairs: 1800, flow: [44, 8], colour: base },
    { oval: [640, 150, 150, 120], hairs: 600, flow: [30, 20], colour: base },
    { oval: [60, 170, 270, 190], hairs: 1200, flow: [8, 44], colour: mix(light, base, 0.35) },
    { oval: [-130, 330, 120, 62], hairs: 420, flow: [-24, 22], colour: base },
    { oval: [190, 335, 120, 62], hairs: 420, flow: [24, 22], colour: base },
  ]
  return lumps.map((lump) => furry(lump, choose)).join('') + toes(base)
}

function furry({ oval, hairs, flow, colour }: Lump, choose: Random): string {
  const [x, y, rx, ry] = oval
  const coat = Array.from({ length: hairs }, (): Hair => {
    const { angle, radius } = inDisc(choose)
    return {
      x: x + Math.cos(angle) * rx * radius,
      y: y + Math.sin(angle) * ry * radius,
      dx: flow[0] * choose.between(0.5, 1.2) + choose.between(-8, 8),
      dy: flow[1] * choose.between(0.5, 1.2) + choose.between(-8, 8),
      colour: shade(colour, choose.pick(SHADES) + (Math.sin(angle) < 0 ? 0.04 : -0.1)),
    }
  })
  return ellipse(oval, shade(colour, -0.28)) + fur(coat, 6)
}

function toes(base: string): string {
  return [-130, 190]
    .flatMap((paw) =>
      [-46, 0, 46].map((toe) =>
        stroke(`M${paw + toe} 352v28`, shade(base, -0.5), { 'stroke-width': 6, opacity: 0.5 }),
      ),
    )
    .join('')
}
