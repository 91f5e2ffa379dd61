import { mix, shade } from '../colour.ts'
import { linear } from '../svg/gradient.ts'
import { jaggedLand, ridge, softLand } from '../svg/ridge.ts'
import { num, path, rect, type Paint } from '../svg/shapes.ts'
import { farOff, horizonColour, inLight } from './daylight.ts'
import { spread, stream, times, type Setting } from './place.ts'

export interface Range {
  readonly horizon: number
  readonly colours: readonly string[]
  /** Height of the nearest peaks. */
  readonly height: number
}

/** Mountains, one range behind the other, paler with distance. */
export function mountains(setting: Setting, { horizon, colours, height }: Range): string {
  const count = colours.length
  const { frame } = setting
  return colours
    .map((own, at) => {
      const line = ridge(stream(setting, `mountains ${at}`), {
        width: frame.width,
        base: horizon - 30 + at * 8 - (count - 1 - at) * 45,
        height: height * (1 - at * 0.18),
        roughness: 0.52,
        points: Math.max(90, Math.min(600, Math.round(frame.width / 11))),
      })
      const colour = farOff(setting, own, 0.5 - at * 0.18)
      const slope = linear([
        [0, shade(colour, 0.12)],
        [1, mix(colour, horizonColour(setting), 0.45)],
      ])
      return path(jaggedLand(line, horizon + 60), slope)
    })
    .join('')
}

/** The air between: a veil that thickens downwards. */
export function haze({ frame }: Setting, colour: string, [from, to]: readonly [number, number]): string {
  return rect(
    [0, from, frame.width, to - from],
    linear([
      [0, colour, 0],
      [1, colour, 0.75],
    ]),
  )
}

/** Flat ground from `horizon` down. */
export function plain({ frame }: Setting, horizon: number, [near, far]: readonly [string, string]): string {
  return rect(
    [0, horizon, frame.width, frame.bottom - horizon],
    linear([
      [0, near],
      [1, far],
    ]),
  )
}

export interface Hill {
  readonly name: string
  readonly base: number
  readonly height: number
  readonly roughness?: number
  readonly points?: number
  readonly fill: Paint
}

/** Rolling ground with a soft upper edge. */
export function hill(
  setting: Setting,
  { name, base, height, roughness = 0.5, points = 12, fill }: Hill,
): string {
  const { frame } = setting
  const line = ridge(stream(setting, name), { width: frame.width, base, height, roughness, points })
  return path(softLand(line, frame.bottom), fill)
}

export interface Grass {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly blades: number
  readonly colours: readonly [string, ...string[]]
  /** Length of a blade at the back and at the front. */
  readonly length: readonly [number, number]
}

/** Single blades, longer towards the viewer. */
export function grass(setting: Setting, { name, from, to, blades, colours, length }: Grass): string {
  const choose = stream(setting, name)
  const tones = new Map<string, string>(colours.map((colour) => [colour, '']))
  for (let at = spread(setting, blades); at > 0; at--) {
    const near = Math.sqrt(choose.unit())
    const [x, y] = [choose.unit() * setting.frame.width, from + (to - from) * near]
    const tall = (length[0] + (length[1] - length[0]) * near) * choose.between(0.6, 1.2)
    const lean = choose.between(-0.5, 0.5) * tall
    const half = tall * 0.055
    const blade =
      `M${num(x - half)} ${num(y)}Q${num(x + lean * 0.2)} ${num(y - tall * 0.6)} ${num(x + lean)} ${num(y - tall)}` +
      `Q${num(x + lean * 0.3 + half)} ${num(y - tall * 0.5)} ${num(x + half)} ${num(y)}Z`
    const colour = choose.pick(colours)
    tones.set(colour, (tones.get(colour) ?? '') + blade)
  }
  return [...tones].map(([colour, d]) => path(d, inLight(setting, colour))).join('')
}

export interface Water {
  readonly horizon: number
  readonly near: string
  readonly far: string
  /** The colour of the sun's or moon's path on it. */
  readonly glitter?: string | undefined
}

export function water(setting: Setting, { horizon, near, far, glitter }: Water): string {
  const choose = stream(setting, 'water')
  const depth = 1000 - horizon
  let waves = ''
  for (let at = spread(setting, 150); at > 0; at--) {
    const close = choose.unit() ** 1.6
    const [x, y] = [choose.unit() * setting.frame.width, horizon + 4 + depth * close]
    const half = (8 + 90 * close) * choose.between(0.5, 1.4)
    waves += lens([x, y], half, [2 + 5 * close, 1 + 3 * close])
  }
  const surface = plain(setting, horizon, [near, far]) + path(waves, shade(near, 0.35), { opacity: 0.35 })
  return glitter === undefined
    ? surface
    : surface + path(sunPath(setting, horizon), glitter, { opacity: 0.8 })
}

function sunPath(setting: Setting, horizon: number): string {
  const choose = stream(setting, 'glitter')
  return times(170, () => {
    const close = choose.unit() ** 1.4
    const y = horizon + 2 + (1000 - horizon) * 0.8 * close
    const x = setting.sunX + (choose.unit() + choose.unit() - 1) * (18 + 170 * close)
    return lens([x, y], (5 + 38 * close) * choose.between(0.4, 1.2), [2 + 3 * close, 2 + 3 * close])
  })
}

/** A flat spindle of light: half its width, and how far it bulges up and down. */
function lens(
  [x, y]: readonly [number, number],
  half: number,
  [up, down]: readonly [number, number],
): string {
  return `M${num(x - half)} ${num(y)}Q${num(x)} ${num(y - up)} ${num(x + half)} ${num(y)}Q${num(x)} ${num(y + down)} ${num(x - half)} ${num(y)}Z`
}
