import { resized, changed, image, type Raster } from '../render/raster.ts'
import type { LookName } from '../plan/looks.ts'

type Apply = (picture: Raster) => Promise<Raster>

const NIGHT: [[number, number, number], [number, number, number], [number, number, number]] = [
  [0.3, 0.06, 0.02],
  [0.04, 0.34, 0.06],
  [0.1, 0.14, 0.46],
]

const LOOKS_APPLIED: Readonly<Record<LookName, Apply>> = {
  brighter: (picture) => changed(picture, (drawn) => drawn.linear(1.18, 12)),
  darker: (picture) => changed(picture, (drawn) => drawn.linear(0.78, -6)),
  warmer: (picture) => changed(picture, (drawn) => drawn.linear([1.1, 1.02, 0.88], [6, 0, -4])),
  cooler: (picture) => changed(picture, (drawn) => drawn.linear([0.88, 1, 1.12], [-2, 0, 6])),
  vivid: (picture) => changed(picture, (drawn) => drawn.modulate({ saturation: 1.45 })),
  night: (picture) => changed(picture, (drawn) => drawn.recomb(NIGHT).linear([1, 1, 1], [-14, -10, 6])),
  sunset: (picture) => changed(picture, (drawn) => drawn.linear([1.12, 0.92, 0.72], [22, 6, -6])),
  'rotate-right': (picture) => turned(picture, 90),
  'rotate-left': (picture) => turned(picture, 270),
  'upside-down': (picture) => changed(picture, (drawn) => drawn.rotate(180)),
  mirror: (picture) => changed(picture, (drawn) => drawn.flop()),
  crop: (picture) => cropped(picture),
}

export async function withLooks(picture: Raster, looks: readonly LookName[]): Promise<Raster> {
  let drawn = picture
  for (const look of looks) drawn = await LOOKS_APPLIED[look](drawn)
  return drawn
}

/** A quarter turn fills the frame again: what no longer fits is cut at the edges. */
async function turned(picture: Raster, degrees: 90 | 270): Promise<Raster> {
  const data = await image(picture).rotate(degrees).raw().toBuffer()
  const upright = image({ data, width: picture.height, height: picture.width })
  return {
    ...picture,
    data: await upright.resize(picture.width, picture.height, { fit: 'cover' }).raw().toBuffer(),
  }
}

/** The middle three quarters. */
async function cropped(picture: Raster): Promise<Raster> {
  const [width, height] = [
    Math.max(1, Math.round(picture.width * 0.75)),
    Math.max(1, Math.round(picture.height * 0.75)),
  ]
  const box = { left: (picture.width - width) >> 1, top: (picture.height - height) >> 1, width, height }
  return resized({ data: await image(picture).extract(box).raw().toBuffer(), width, height }, picture)
}
