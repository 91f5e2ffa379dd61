import { mix, shade } from '../colour.ts'
import type { Plan } from '../plan/plan.ts'
import type { Frame } from '../places/place.ts'
import type { Random } from '../random.ts'
import { linear } from '../svg/gradient.ts'
import { num, path, rect } from '../svg/shapes.ts'

type Palette = readonly [string, ...string[]]

const PALETTES: readonly [Palette, ...Palette[]] = [
  ['#f94144', '#f3722c', '#f9c74f', '#43aa8b', '#277da1'],
  ['#264653', '#2a9d8f', '#e9c46a', '#f4a261', '#e76f51'],
  ['#3a0ca3', '#7209b7', '#f72585', '#4cc9f0', '#4361ee'],
  ['#606c38', '#283618', '#fefae0', '#dda15e', '#bc6c25'],
  ['#0d1b2a', '#1b263b', '#415a77', '#778da9', '#e0e1dd'],
]

/** The colours the prompt names, or one of five palettes. */
export function paletteOf(plan: Plan, choose: Random): Palette {
  const chosen = choose.pick(PALETTES)
  const [first, ...rest] = plan.palette
  return first === undefined ? chosen : [first, ...rest]
}

/** Layered waves of colour from edge to edge. */
export function colourFields(plan: Plan, choose: Random, frame: Frame): string {
  const colours = paletteOf(plan, choose)
  const tone = (at: number): string => colours[at % colours.length] ?? colours[0]
  const height = frame.bottom - frame.top
  const ground = rect(
    [0, frame.top, frame.width, height],
    linear(
      [
        [0, shade(tone(0), 0.2)],
        [1, shade(tone(colours.length - 1), -0.2)],
      ],
      [0, 0, 1, 1],
    ),
  )
  const layers = Array.from({ length: 16 }, (_, at) => {
    const colour = mix(tone(at), tone(at + 1), choose.unit())
    const d = wave(choose, frame, frame.top - 80 + (at * height * 1.15) / 16)
    const fill = linear(
      [
        [0, shade(colour, 0.22)],
        [0.35, colour],
        [1, shade(colour, -0.25)],
      ],
      [0, 0, 0.3, 1],
    )
    return path(d, '#000000', { transform: 'translate(0 -9)', opacity: 0.16 }) + path(d, fill)
  })
  return ground + layers.join('')
}

function wave(choose: Random, frame: Frame, y: number): string {
  const [swing, phase, turns] = [choose.between(30, 130), choose.between(0, 6), choose.between(0.6, 1.8)]
  const points = Array.from({ length: 25 }, (_, at): [number, number] => [
    -20 + ((frame.width + 40) * at) / 24,
    y +
      Math.sin((at / 24) * 6.28 * turns + phase) * swing +
      Math.sin((at / 24) * 12 + phase * 2) * swing * 0.25,
  ])
  const floor = Math.min(frame.bottom + 20, y + (frame.bottom - frame.top) * 0.36)
  let d = `M-20 ${num(floor)}L-20 ${num(points[0]?.[1] ?? y)}`
  for (let at = 1; at < points.length - 1; at++) {
    const [here, next] = [points[at], points[at + 1]]
    if (here && next)
      d += `Q${num(here[0])} ${num(here[1])} ${num((here[0] + next[0]) / 2)} ${num((here[1] + next[1]) / 2)}`
  }
  return `${d}L${num(frame.width + 20)} ${num(points.at(-1)?.[1] ?? y)}V${num(floor)}Z`
}
