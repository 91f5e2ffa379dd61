import type { Layers } from '../stage/layers.ts'
import { composite, laidOver, litSubject, type Sheets } from './composite.ts'
import { inflatedLight } from './light.ts'
import { image, plane, type Layer, type Raster } from './raster.ts'
import { rasterise, rasteriseAside, type Size } from './rasterise.ts'

export interface RenderOptions {
  readonly size: Size
  /** Vignette and grain at once; a style pass adds its own later. */
  readonly finish: boolean
}

/** The layers as one picture, lit; without the lettering, which no style may touch. */
export async function rendered(layers: Layers, { size, finish }: RenderOptions): Promise<Raster> {
  const scale = { size, unit: size.height / (layers.frame.bottom - layers.frame.top) }
  const sheets = layers.blur > 0 ? await beforeSoftGround(layers, scale) : await onSharpGround(layers, scale)
  const { subject } = sheets
  return composite({
    ...sheets,
    shadow: layers.shadow === '' ? undefined : await softShadow(layers, scale),
    light: subject && !layers.flat ? await inflatedLight(subject) : undefined,
    ambience: layers.ambience,
    finish: finish && !layers.flat,
  })
}

type Drawings = Pick<Sheets, 'behind' | 'middle' | 'subject' | 'front'>

/** The ground is most of the work: it is drawn aside, the others meanwhile here. */
async function onSharpGround(layers: Layers, { size }: Scale): Promise<Drawings> {
  const ground = rasteriseAside(layers.behind + layers.middle, layers.frame, size)
  const others = async (): Promise<Pick<Sheets, 'subject' | 'front'>> => ({
    subject: drawn(layers.subject, layers, size),
    front: drawn(layers.front, layers, size),
  })
  const [behind, { subject, front }] = await Promise.all([ground, others()])
  return { behind, middle: undefined, subject, front }
}

/** Before a ground out of focus the subject is most of the work. */
async function beforeSoftGround(layers: Layers, scale: Scale): Promise<Drawings> {
  const { size } = scale
  const subject = layers.subject === '' ? undefined : rasteriseAside(layers.subject, layers.frame, size)
  const others = async (): Promise<Omit<Drawings, 'subject'>> => ({
    middle: drawn(layers.middle, layers, size),
    front: drawn(layers.front, layers, size),
    behind: await outOfFocus(layers, scale),
  })
  const [near, rest] = await Promise.all([subject, others()])
  return { ...rest, subject: near }
}

function drawn(drawing: string, { frame }: Layers, size: Size): Layer | undefined {
  return drawing === '' ? undefined : rasterise(drawing, frame, size)
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

/** Shadows are drawn on a sixth of the size and stay so small; the blur hides it. */
async function softShadow({ shadow, frame }: Layers, { size, unit }: Scale): Promise<Raster> {
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
  return { data: soft, ...small }
}
