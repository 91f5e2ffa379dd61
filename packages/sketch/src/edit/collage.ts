import type { SketchReference } from '../order.ts'
import { image, type Raster } from '../render/raster.ts'
import { rasterisePixels, type Size } from '../render/rasterise.ts'
import { laidOver } from '../render/composite.ts'
import { rect } from '../svg/shapes.ts'
import { readUpload, uploadAspect } from './upload.ts'

const PAPER = { r: 244, g: 239, b: 230 }
const MOST_PICTURES = 12
/** Room above the pictures for the note that they were not merged. */
const NOTE_SHARE = 0.11

/** Several pictures side by side in frames: whole, never cut out and pasted. */
export async function collage(references: readonly SketchReference[], size: Size): Promise<Raster> {
  const shown = references.slice(0, MOST_PICTURES)
  const aspects = await Promise.all(shown.map(({ bytes }) => uploadAspect(bytes)))
  const boxes = boxesFor(shown.length, size).map((box, at) => within(box, aspects[at] ?? 1))
  const data = Buffer.alloc(size.width * size.height * 3)
  for (let at = 0; at < data.length; at += 3)
    [data[at], data[at + 1], data[at + 2]] = [PAPER.r, PAPER.g, PAPER.b]
  const pictures = []
  for (const [at, { bytes }] of shown.entries()) {
    const box = boxes[at]
    if (!box) continue
    const picture = await readUpload(bytes, box)
    pictures.push({
      input: picture.data,
      raw: { width: box.width, height: box.height, channels: 3 as const },
      left: box.left,
      top: box.top,
    })
  }
  const laid = await image({ data, ...size })
    .composite(pictures)
    .removeAlpha()
    .raw()
    .toBuffer()
  const sheet = { data: laid, ...size }
  laidOver(sheet, rasterisePixels(boxes.map((box) => framed(box, size)).join(''), size))
  return sheet
}

interface Box extends Size {
  readonly left: number
  readonly top: number
}

/** As many columns as make the boxes most nearly square. */
function boxesFor(count: number, { width, height }: Size): Box[] {
  const strip = Math.round(Math.min(width, height) * NOTE_SHARE)
  const shape = (columns: number): number =>
    Math.abs(Math.log(width / columns / ((height - strip) / Math.ceil(count / columns))))
  const columns = Array.from({ length: count }, (_, at) => at + 1).reduce(
    (best, next) => (shape(next) < shape(best) ? next : best),
    1,
  )
  const rows = Math.ceil(count / columns)
  const gap = Math.round(Math.min(width, height) * 0.04)
  const box = {
    width: Math.max(8, Math.floor((width - gap * (columns + 1)) / columns)),
    height: Math.max(8, Math.floor((height - strip - gap * (rows + 1)) / rows)),
  }
  return Array.from({ length: count }, (_, at) => {
    const inRow = Math.min(columns, count - Math.floor(at / columns) * columns)
    const margin = Math.floor((width - inRow * box.width - (inRow - 1) * gap) / 2)
    return {
      ...box,
      left: margin + (at % columns) * (box.width + gap),
      top: strip + gap + Math.floor(at / columns) * (box.height + gap),
    }
  })
}

/** The largest box of these proportions inside another, in its middle. */
function within(box: Box, aspect: number): Box {
  const width = Math.max(8, Math.round(Math.min(box.width, box.height * aspect)))
  const height = Math.max(8, Math.round(Math.min(box.height, box.width / aspect)))
  return {
    width,
    height,
    left: box.left + ((box.width - width) >> 1),
    top: box.top + ((box.height - height) >> 1),
  }
}

function framed({ left, top, width, height }: Box, size: Size): string {
  const line = Math.max(3, Math.round(Math.min(size.width, size.height) * 0.012))
  return (
    rect([left - line / 2, top - line / 2, width + line, height + line], 'none', {
      stroke: '#ffffff',
      'stroke-width': line,
    }) +
    rect([left - line, top - line, width + 2 * line, height + 2 * line], 'none', {
      stroke: '#00000033',
      'stroke-width': 2,
    })
  )
}
