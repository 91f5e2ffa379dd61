import type { Ambience } from '../places/daylight.ts'
import { enlargedRows, type RowReader } from './enlarged-rows.ts'
import { finishWriter, plainWriter } from './finish-row.ts'
import { mixing } from './light.ts'
import type { Layer, Raster } from './raster.ts'

/** Everything that makes a picture; shadow and light may be smaller than the layers, which are all of one size. */
export interface Sheets {
  readonly behind: Raster | Layer
  readonly middle: Layer | undefined
  /** One byte of darkness per pixel. */
  readonly shadow: Raster | undefined
  readonly subject: Layer | undefined
  /** One byte of slope per pixel: see `inflatedLight`. */
  readonly light: Raster | undefined
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
  const write = sheets.finish ? finishWriter({ width, height }) : plainWriter
  for (let y = 0; y < height; y++) {
    backRow(sheets.behind, y, row)
    for (const step of steps) step(row, y)
    write(row, y, out)
  }
  return { data: out, width, height }
}

type RowStep = (row: Float32Array, y: number) => void

function stepsFor({ behind, middle, shadow, subject, light, front, ambience }: Sheets): RowStep[] {
  const steps: RowStep[] = []
  if (middle) steps.push(over(middle))
  if (shadow) steps.push(darken(enlargedRows(shadow, behind)))
  if (subject) steps.push(lit(subject, ambience, light && enlargedRows(light, behind)))
  if (front) steps.push(over(front))
  return steps
}

/** Lays one layer over a picture, in place. */
export function laidOver({ data, width, height }: Raster, layer: Layer): void {
  const above = layer.data
  const present = words(layer)
  for (let pixel = 0; pixel < width * height; pixel++) {
    if (present[pixel] === 0) continue
    const [from, to] = [pixel * 4, pixel * 3]
    const rest = (255 - (above[from + 3] ?? 0)) / 255
    data[to] = (data[to] ?? 0) * rest + (above[from] ?? 0)
    data[to + 1] = (data[to + 1] ?? 0) * rest + (above[from + 1] ?? 0)
    data[to + 2] = (data[to + 2] ?? 0) * rest + (above[from + 2] ?? 0)
  }
}

/** The subject alone, modelled by the light, with straight alpha: red, green, blue, alpha. */
export function litSubject(subject: Layer, light: Raster, ambience: Ambience): Buffer {
  const { width, height, data } = subject
  const out = new Uint8ClampedArray(width * height * 4)
  const row = new Float32Array(width * 3)
  const step = lit(subject, ambience, enlargedRows(light, subject))
  for (let y = 0; y < height; y++) {
    row.fill(0)
    step(row, y)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4
      const alpha = data[at + 3] ?? 0
      if (alpha === 0) continue
      const full = 255 / alpha
      out[at] = (row[x * 3] ?? 0) * full
      out[at + 1] = (row[x * 3 + 1] ?? 0) * full
      out[at + 2] = (row[x * 3 + 2] ?? 0) * full
      out[at + 3] = alpha
    }
  }
  return Buffer.from(out.buffer)
}

/** The layer's pixels as whole words: 0 is nothing there. */
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

function over(layer: Layer): RowStep {
  const { data, width } = layer
  const present = words(layer)
  return (row, y) => {
    const start = y * width
    for (let x = 0; x < width; x++) {
      if (present[start + x] === 0) continue
      const at = (start + x) * 4
      const to = x * 3
      const rest = 1 - (data[at + 3] ?? 0) / 255
      row[to] = (row[to] ?? 0) * rest + (data[at] ?? 0)
      row[to + 1] = (row[to + 1] ?? 0) * rest + (data[at + 1] ?? 0)
      row[to + 2] = (row[to + 2] ?? 0) * rest + (data[at + 2] ?? 0)
    }
  }
}

function darken(shadow: RowReader): RowStep {
  return (row, y) => {
    const dark = shadow(y)
    if (dark === undefined) return
    for (let x = 0; x < dark.length; x++) {
      const value = dark[x] ?? 0
      if (value === 0) continue
      const rest = 1 - value / 255
      const to = x * 3
      row[to] = (row[to] ?? 0) * rest
      row[to + 1] = (row[to + 1] ?? 0) * rest
      row[to + 2] = (row[to + 2] ?? 0) * rest
    }
  }
}

/** Over, with the time of day's tint and the light map's light and shadow mixed into the layer's own colours. */
function lit(layer: Layer, ambience: Ambience, map: RowReader | undefined): RowStep {
  const { data, width } = layer
  const present = words(layer)
  const { kept, red, green, blue } = mixing(ambience)
  const even = new Float32Array(width).fill(128)
  return (row, y) => {
    const slopes = map?.(y) ?? even
    const start = y * width
    for (let x = 0; x < width; x++) {
      if (present[start + x] === 0) continue
      const at = (start + x) * 4
      const to = x * 3
      const slope = (slopes[x] ?? 128) | 0
      const alpha = (data[at + 3] ?? 0) / 255
      const rest = 1 - alpha
      const own = kept[slope] ?? 1
      row[to] = of(row[to]) * rest + of(data[at]) * own + of(red[slope]) * alpha
      row[to + 1] = of(row[to + 1]) * rest + of(data[at + 1]) * own + of(green[slope]) * alpha
      row[to + 2] = of(row[to + 2]) * rest + of(data[at + 2]) * own + of(blue[slope]) * alpha
    }
  }
}

/** Every index is within its array; the compiler cannot know. */
function of(value: number | undefined): number {
  return value ?? 0
}
