import { noise, noiseField } from '../render/noise.ts'
import { image, plane, type Raster } from '../render/raster.ts'
import { canvas, type Canvas } from './painting.ts'
import type { StylePass } from './style.ts'

const BRUSH = { saturation: 1.12, brightness: 1.06, wander: [4.5, 2.2], dab: [-2, -1, 0, 1, 2] } as const
const PAPER = [252, 249, 241] as const
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
  return onPaper(painted, { soft, fibres, wash })
}

interface Sheet {
  readonly soft: Buffer
  readonly fibres: Buffer
  readonly wash: Buffer
}

function onPaper({ picture, slow, quick }: Canvas, { soft, fibres, wash }: Sheet): Raster {
  const { data, width, height } = picture
  const out = new Uint8ClampedArray(data.length)
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
      const light = fibre * 5
      out[at] = washed((data[at] ?? 0) / 255, density, cover) * (PAPER[0] + light)
      out[at + 1] = washed((data[at + 1] ?? 0) / 255, density, cover) * (PAPER[1] + light)
      out[at + 2] = washed((data[at + 2] ?? 0) / 255, density, cover) * (PAPER[2] + light)
    }
  }
  return { data: Buffer.from(out.buffer), width, height }
}

/** The share of the paper's light that comes back through the paint. */
function washed(colour: number, density: number, cover: number): number {
  return 1 + (Math.max(0, 1 - (1 - colour) * density) - 1) * cover
}

/** How much a pixel stands out from what is around it, 0 to 1. */
function contrast(data: Buffer, soft: Buffer, at: number): number {
  const apart =
    Math.abs((data[at] ?? 0) - (soft[at] ?? 0)) +
    Math.abs((data[at + 1] ?? 0) - (soft[at + 1] ?? 0)) +
    Math.abs((data[at + 2] ?? 0) - (soft[at + 2] ?? 0))
  return Math.min(1, apart / 110)
}
