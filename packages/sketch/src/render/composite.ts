import { rgbOf } from '../colour.ts'
import type { Ambience } from '../places/daylight.ts'
import { lightTable, type LightMap } from './light.ts'
import { noise } from './noise.ts'
import type { Layer, Raster } from './raster.ts'

/** Everything that makes a picture, all of one size. */
export interface Sheets {
  readonly behind: Raster | Layer
  readonly middle: Layer | undefined
  /** One byte of darkness per pixel. */
  readonly shadow: Buffer | undefined
  readonly subject: Layer | undefined
  readonly light: LightMap | undefined
  readonly front: Layer | undefined
  readonly ambience: Ambience
  /** Vignette and grain. */
  readonly finish: boolean
}

/** Lays the sheets over each other, row by row, so that a row stays in the processor's cache. */
export function composite(sheets: Sheets): Raster {
  const { width, height } = sheets.behind
  const out = Buffer.allocUnsafe(width * height * 3)
  const row = new Float32Array(width * 3)
  const steps = stepsFor(sheets)
  for (let y = 0; y < height; y++) {
    backRow(sheets.behind, y, row)
    for (const step of steps) step(row, y)
    writeRow(row, out, y * width * 3)
  }
  return { data: out, width, height }
}

type RowStep = (row: Float32Array, y: number) => void

function stepsFor({ behind, middle, shadow, subject, light, front, ambience, finish }: Sheets): RowStep[] {
  const steps: RowStep[] = []
  const lay = (layer: Layer, how: LayRow): void => {
    const present = words(layer)
    steps.push((row, y) => how(layer, { y, present }, row))
  }
  if (middle) lay(middle, overRow)
  if (shadow) steps.push((row, y) => darkenRow(shadow, y, row))
  if (subject) lay(subject, litRow(ambience, light))
  if (front) lay(front, overRow)
  if (finish) steps.push(finishRow(behind.width, behind.height))
  return steps
}

/** Lays one layer over a picture, in place. */
export function laidOver(picture: Raster, layer: Layer): void {
  const { data, width, height } = picture
  const present = words(layer)
  const row = new Float32Array(width * 3)
  for (let y = 0; y < height; y++) {
    backRow(picture, y, row)
    overRow(layer, { y, present }, row)
    writeRow(row, data, y * width * 3)
  }
}

/** The subject alone, modelled by the light, with straight alpha: red, green, blue, alpha. */
export function litSubject(subject: Layer, light: LightMap, ambience: Ambience): Buffer {
  const { width, height, data } = subject
  const out = Buffer.alloc(width * height * 4)
  const row = new Float32Array(width * 3)
  const lit = litRow(ambience, light)
  const present = words(subject)
  for (let y = 0; y < height; y++) {
    row.fill(0)
    lit(subject, { y, present }, row)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4
      const alpha = data[at + 3] ?? 0
      if (alpha === 0) continue
      const full = 255 / alpha
      out[at] = clamp((row[x * 3] ?? 0) * full)
      out[at + 1] = clamp((row[x * 3 + 1] ?? 0) * full)
      out[at + 2] = clamp((row[x * 3 + 2] ?? 0) * full)
      out[at + 3] = alpha
    }
  }
  return out
}

interface RowOf {
  readonly y: number
  /** The layer's pixels as whole words: 0 is nothing there. */
  readonly present: Uint32Array
}

function words(layer: Layer): Uint32Array {
  const { buffer, byteOffset, byteLength } = layer.data
  if (byteOffset % 4 === 0) return new Uint32Array(buffer, byteOffset, byteLength / 4)
  return new Uint32Array(Uint8Array.from(layer.data).buffer)
}

function backRow({ data, width, height }: Raster, y: number, row: Float32Array): void {
  const channels = data.length / (width * height)
  let from = y * width * channels
  for (let to = 0; to < width * 3; to += 3) {
    row[to] = data[from] ?? 0
    row[to + 1] = data[from + 1] ?? 0
    row[to + 2] = data[from + 2] ?? 0
    from += channels
  }
}

function overRow({ data, width }: Layer, { y, present }: RowOf, row: Float32Array): void {
  for (let x = 0; x < width; x++) {
    const pixel = y * width + x
    if (present[pixel] === 0) continue
    const at = pixel * 4
    const rest = (255 - (data[at + 3] ?? 0)) / 255
    row[x * 3] = (row[x * 3] ?? 0) * rest + (data[at] ?? 0)
    row[x * 3 + 1] = (row[x * 3 + 1] ?? 0) * rest + (data[at + 1] ?? 0)
    row[x * 3 + 2] = (row[x * 3 + 2] ?? 0) * rest + (data[at + 2] ?? 0)
  }
}

function darkenRow(shadow: Buffer, y: number, row: Float32Array): void {
  const width = row.length / 3
  for (let x = 0; x < width; x++) {
    const dark = shadow[y * width + x] ?? 0
    if (dark === 0) continue
    const rest = 1 - dark / 255
    row[x * 3] = (row[x * 3] ?? 0) * rest
    row[x * 3 + 1] = (row[x * 3 + 1] ?? 0) * rest
    row[x * 3 + 2] = (row[x * 3 + 2] ?? 0) * rest
  }
}

type LayRow = (layer: Layer, of: RowOf, row: Float32Array) => void

/** Over, with the time of day's tint and the light map's light and shadow mixed into the layer's own colours. */
function litRow({ light, shadow, tint }: Ambience, map: LightMap | undefined): LayRow {
  const table = lightTable()
  const [bright, dark] = [rgbOf(light), rgbOf(shadow)]
  const lightened = (slope: number): number => table.light[slope] ?? 0
  const darkened = (slope: number): number => table.shadow[slope] ?? 0
  return ({ data, width }, { y, present }, row) => {
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x
      if (present[pixel] === 0) continue
      const alpha = (data[pixel * 4 + 3] ?? 0) / 255
      const slope = map ? (map[pixel] ?? 128) : 128
      const [gain, loss] = [lightened(slope), darkened(slope)]
      const kept = 1 - gain - loss
      const shade = (tint * kept + loss) * alpha
      for (let channel = 0; channel < 3; channel++) {
        const lit =
          (data[pixel * 4 + channel] ?? 0) * (1 - tint) * kept +
          (dark[channel] ?? 0) * shade +
          (bright[channel] ?? 0) * gain * alpha
        const at = x * 3 + channel
        row[at] = (row[at] ?? 0) * (1 - alpha) + lit
      }
    }
  }
}

function finishRow(width: number, height: number): (row: Float32Array, y: number) => void {
  const grain = noise(256, 'grain')
  const across = Float32Array.from({ length: width }, (_, x) => ((x + 0.5) / width - 0.5) ** 2)
  return (row, y) => {
    const down = ((y + 0.5) / height - 0.48) ** 2
    for (let x = 0; x < width; x++) {
      const distance = (across[x] ?? 0) + down
      const rest = distance > 0.14 ? 1 - Math.min(0.3, (distance - 0.14) * 0.78) : 1
      const speck = ((grain[(y & 255) * 256 + (x & 255)] ?? 128) - 128) * 0.045
      row[x * 3] = (row[x * 3] ?? 0) * rest + speck
      row[x * 3 + 1] = (row[x * 3 + 1] ?? 0) * rest + speck
      row[x * 3 + 2] = (row[x * 3 + 2] ?? 0) * rest + speck
    }
  }
}

function writeRow(row: Float32Array, out: Buffer, start: number): void {
  for (let at = 0; at < row.length; at++) out[start + at] = clamp(row[at] ?? 0)
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value
}
