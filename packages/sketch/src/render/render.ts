import type { Layers } from '../stage/layers.ts'
import { composite, laidOver, litSubject } from './composite.ts'
import { inflatedLight } from './light.ts'
import { image, plane, type Layer, type Raster } from './raster.ts'
import { rasterise, type Size } from './rasterise.ts'

export interface RenderOptions {
  readonly size: Size
  /** Vignette and grain at once; a style pass adds its own later. */
  readonly finish: boolean
}

/** The layers as one picture, lit; without the lettering, which no style may touch. */
export async function rendered(layers: Layers, { size, finish }: RenderOptions): Promise<Raster> {
  const { frame, behind, middle, subject, front, shadow, flat, blur } = layers
  const draw = (drawing: string): Layer | undefined =>
    drawing === '' ? undefined : rasterise(drawing, frame, size)
  const unit = size.height / (frame.bottom - frame.top)
  const lit = draw(subject)
  return composite({
    behind: blur > 0 ? await outOfFocus(layers, { size, unit }) : rasterise(behind + middle, frame, size),
    middle: blur > 0 ? draw(middle) : undefined,
    shadow: shadow === '' ? undefined : await softShadow(layers, { size, unit }),
    subject: lit,
    light: lit && !flat ? await inflatedLight(lit) : undefined,
    front: draw(front),
    ambience: layers.ambience,
    finish: finish && !flat,
  })
}

/** The subject alone on alpha: straight red, green, blue, alpha. */
export async function renderedSubject(layers: Layers, size: Size): Promise<Buffer> {
  const subject = rasterise(layers.subject + layers.lettering, layers.frame, size)
  return litSubject(subject, await inflatedLight(subject), layers.ambience)
}

/** Lays the lettering over a finished picture, in place. */
export function letter(picture: Raster, layers: Layers): void {
  if (layers.lettering !== '') laidOver(picture, rasterise(layers.lettering, layers.frame, picture))
}

interface Scale {
  readonly size: Size
  /** Pixels per stage unit. */
  readonly unit: number
}

/** A strong blur needs no detail: it is drawn small and enlarged. */
async function outOfFocus({ behind, frame, blur }: Layers, { size, unit }: Scale): Promise<Raster> {
  const share = blur > 6 ? Math.min(1, Math.max(0.1, 256 / Math.min(size.width, size.height))) : 1
  const small = {
    width: Math.max(8, Math.round(size.width * share)),
    height: Math.max(8, Math.round(size.height * share)),
  }
  const drawn = rasterise(behind, frame, small)
  const opaque = await plainColours(drawn)
    .blur(Math.max(0.5, blur * unit * share))
    .raw()
    .toBuffer()
  if (share === 1) return { data: opaque, ...size }
  const data = await image({ data: opaque, ...small })
    .resize(size.width, size.height, { kernel: 'cubic', fit: 'fill' })
    .raw()
    .toBuffer()
  return { data, ...size }
}

function plainColours({ data, width, height }: Layer) {
  const rgb = Buffer.allocUnsafe(width * height * 3)
  for (let at = 0; at < width * height; at++) {
    rgb[at * 3] = data[at * 4] ?? 0
    rgb[at * 3 + 1] = data[at * 4 + 1] ?? 0
    rgb[at * 3 + 2] = data[at * 4 + 2] ?? 0
  }
  return image({ data: rgb, width, height })
}

/** Shadows are drawn on a sixth of the size; the blur hides it. */
async function softShadow({ shadow, frame }: Layers, { size, unit }: Scale): Promise<Buffer> {
  const small = {
    width: Math.max(8, Math.round(size.width / 6)),
    height: Math.max(8, Math.round(size.height / 6)),
  }
  const drawn = rasterise(shadow, frame, small)
  const alpha = Buffer.alloc(small.width * small.height)
  for (let at = 0; at < alpha.length; at++) alpha[at] = drawn.data[at * 4 + 3] ?? 0
  const soft = await plane({ data: alpha, ...small })
    .blur(Math.max(0.5, unit * 1.2))
    .extractChannel(0)
    .raw()
    .toBuffer()
  return plane({ data: soft, ...small })
    .resize(size.width, size.height, { kernel: 'linear', fit: 'fill' })
    .extractChannel(0)
    .raw()
    .toBuffer()
}
