import { Resvg } from '@resvg/resvg-js'
import type { Frame } from '../places/place.ts'
import { num } from '../svg/shapes.ts'
import { fontsFor } from '../svg/shipped.ts'
import type { Layer } from './raster.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/** The drawing as pixels. Blocks its thread. */
export function rasterise(drawing: string, frame: Frame, { width, height }: Size): Layer {
  const view = `0 ${num(frame.top)} ${num(frame.width)} ${num(frame.bottom - frame.top)}`
  return draw(svg({ width, height }, view, drawing))
}

/** A drawing in pixels, for what is laid over a finished picture. */
export function rasterisePixels(drawing: string, size: Size): Layer {
  return draw(svg(size, `0 0 ${size.width} ${size.height}`, drawing))
}

function svg({ width, height }: Size, view: string, drawing: string): string {
  const spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
  return `<svg ${spaces} width="${width}" height="${height}" viewBox="${view}" preserveAspectRatio="none">${drawing}</svg>`
}

/** resvg reads files named by <image>; no drawing of ours has one, so one that has is refused. */
const FETCHES = /<\s*(?:\w+:)?(?:image|feImage|style|script)\b|href\s*=\s*["'](?!#)/i

function draw(document: string): Layer {
  if (FETCHES.test(document)) throw new Error('A drawing may not load anything.')
  const hasText = document.includes('<text')
  const font = hasText
    ? {
        loadSystemFonts: false,
        fontFiles: fontsFor(document),
        defaultFontFamily: 'Inter',
        sansSerifFamily: 'Inter',
      }
    : { loadSystemFonts: false }
  const rendered = new Resvg(document, { font, shapeRendering: 2, logLevel: 'off' }).render()
  return { data: rendered.pixels, width: rendered.width, height: rendered.height, premultiplied: true }
}
