import { noise, noiseField } from '../render/noise.ts'
import { image, plane, resized, type Raster } from '../render/raster.ts'
import { canvas, type Canvas } from './painting.ts'
import { clampByte, type StylePass } from './style.ts'

const BRUSH = { saturation: 1.12, brightness: 1.06, wander: [4.5, 2.2], dab: 5 } as const
const PAPER = [252, 249, 241]
const PAPER_SIZE = 512

/** Pigment that pools at edges, on grained paper with an unpainted rim. */
export const watercolour: StylePass = async (picture, seed) => {
  const painted = await canvas(picture, BRUSH, seed)
  const { width, height } = painted.picture
  const [soft, fibres, wash] = await Promise.all([
    image(painted.picture).blur(5).raw().toBuffer(),
    plane({ data: noise(PAPER_SIZE, 'paper'), width: PAPER_SIZE, height: PAPER_SIZE })
      .blur(1.3)
      .extractChannel(0)
      .normalise()
      .raw()
      .toBuffer(),
    noiseField({ width, height, cell: 46 }, `${seed} wash`),
  ])
  return resized(onPaper(painted, { soft, fibres, wash }), picture)
}

interface Sheet {
  readonly soft: Buffer
  readonly fibres: Buffer
  readonly wash: Buffer
}

function onPaper({ picture, slow, quick }: Canvas, { soft, fibres, wash }: Sheet): Raster {
  const { data, width, height } = picture
  const out = Buffer.allocUnsafe(data.length)
  const margin = Math.min(width, height) * 0.045
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x
      const at = pixel * 3
      const fibre = ((fibres[(y & 511) * PAPER_SIZE + (x & 511)] ?? 128) - 128) / 128
      const ragged = (((slow[pixel] ?? 128) - 128) * 0.42 + ((quick[pixel] ?? 128) - 128) * 0.14) / 128
      const inside = Math.min(x, y, width - 1 - x, height - 1 - y) + ragged * margin - margin
      const cover = Math.max(0, Math.min(1, inside / 5))
      const pool = cover === 1 && inside < 16 ? (1 - inside / 16) * 0.14 : 0
      const density =
        (0.86 + (((wash[pixel] ?? 128) - 128) / 128) * 0.16 + fibre * 0.07) *
        (1 + contrast(data, soft, at) * 0.42 + pool)
      for (let channel = 0; channel < 3; channel++) {
        const paper = (PAPER[channel] ?? 250) + fibre * 5
        const pigment = Math.max(0, 1 - (1 - (data[at + channel] ?? 0) / 255) * density)
        out[at + channel] = clampByte(paper + (pigment * paper - paper) * cover)
      }
    }
  }
  return { data: out, width, height }
}

/** How much a pixel stands out from what is around it, 0 to 1. */
function contrast(data: Buffer, soft: Buffer, at: number): number {
  let apart = 0
  for (let channel = 0; channel < 3; channel++)
    apart += Math.abs((data[at + channel] ?? 0) - (soft[at + channel] ?? 0))
  return Math.min(1, apart / 110)
}
