import { renderAsync, Resvg, type RenderedImage, type ResvgRenderOptions } from '@resvg/resvg-js'
import type { Frame } from '../places/place.ts'
import { num } from '../svg/shapes.ts'
import { fontsFor } from '../svg/shipped.ts'
import type { Layer } from './raster.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/** The drawing as pixels. Blocks its thread. */
export function rasterise(drawing: string, frame: Frame, size: Size): Layer {
  return draw(svg(size, viewOf(frame), drawing))
}

/**
 * The same on another thread, while this one goes on. Those threads are few and everybody's (libuv's pool), so no
 * picture has more than one of its drawings there at a time.
 */
export async function rasteriseAside(drawing: string, frame: Frame, size: Size): Promise<Layer> {
  const document = svg(size, viewOf(frame), drawing)
  return layerOf(await renderAsync(document, optionsFor(document)))
}

/** A drawing in pixels, for what is laid over a finished picture. */
export function rasterisePixels(drawing: string, size: Size): Layer {
  return draw(svg(size, `0 0 ${size.width} ${size.height}`, drawing))
}

function viewOf({ top, bottom, width }: Frame): string {
  return `0 ${num(top)} ${num(width)} ${num(bottom - top)}`
}

function svg({ width, height }: Size, view: string, drawing: string): string {
  const spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
  return `<svg ${spaces} width="${width}" height="${height}" viewBox="${view}" preserveAspectRatio="none">${drawing}</svg>`
}

/** resvg reads files named by <image>; no drawing of ours has one, so one that has is refused. */
const FETCHES = /<\s*(?:\w+:)?(?:image|feImage|style|script)\b|href\s*=\s*["'](?!#)/i

function draw(document: string): Layer {
  return layerOf(new Resvg(document, optionsFor(document)).render())
}

function optionsFor(document: string): ResvgRenderOptions {
  if (FETCHES.test(document)) throw new Error('A drawing may not load anything.')
  return {
    font: document.includes('<text') ? shippedFonts(document) : NO_FONTS,
    shapeRendering: 2,
    logLevel: 'off',
  }
}

const NO_FONTS = { loadSystemFonts: false }

function shippedFonts(document: string): NonNullable<ResvgRenderOptions['font']> {
  return { ...NO_FONTS, fontFiles: fontsFor(document), defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' }
}

function layerOf({ pixels, width, height }: RenderedImage): Layer {
  return { data: pixels, width, height, premultiplied: true }
}
