import type { StyleName } from '../plan/plan.ts'
import type { Size } from '../render/rasterise.ts'
import { resized, type Raster } from '../render/raster.ts'
import { cinematic } from './cinematic.ts'
import { comic } from './comic.ts'
import { blackAndWhite, sepia } from './tones.ts'
import { fisheye } from './fisheye.ts'
import { grainAndVignette } from './grain.ts'
import { ink, lineArt } from './lines.ts'
import { neon } from './neon.ts'
import { oil } from './oil.ts'
import { FINEST_PAINT } from './painting.ts'
import { pixelArt } from './pixel-art.ts'
import type { StylePass } from './style.ts'
import { watercolour } from './watercolour.ts'

const PASSES: Readonly<Record<StyleName, StylePass>> = {
  watercolor: watercolour,
  oil,
  ink,
  lineart: lineArt,
  pixel: pixelArt,
  neon,
  bw: blackAndWhite,
  sepia,
  comic,
  cinematic,
}

/** Styles that would be spoilt by grain, and those that bring their own edge. */
const CLEAN: ReadonlySet<StyleName> = new Set(['lineart', 'pixel', 'ink'])
const OWN_EDGE: ReadonlySet<StyleName> = new Set(['watercolor', 'cinematic', 'comic'])

/** Pixels on the shorter side beyond which the first pass shows no more; without a row, all there are. */
const FINEST: Readonly<Partial<Record<StyleName, number>>> = {
  watercolor: FINEST_PAINT,
  oil: FINEST_PAINT,
  ink: 1440,
  pixel: 512,
}

/** The size to draw at for these styles: no more than their first pass can show. */
export function sizeToStyle(size: Size, { styles, fisheye: bulged }: Pick<Look, 'styles' | 'fisheye'>): Size {
  const finest = (bulged ? undefined : FINEST[styles[0] ?? 'bw']) ?? Infinity
  const share = Math.min(1, finest / Math.min(size.width, size.height))
  return { width: Math.round(size.width * share), height: Math.round(size.height * share) }
}

export interface Look {
  readonly styles: readonly StyleName[]
  readonly fisheye: boolean
  /** No grain and vignette: the picture is a diagram. */
  readonly flat: boolean
  readonly seed: string
}

/** The picture after all passes, enlarged to `size` where it was drawn smaller. */
export async function styled(
  picture: Raster,
  { styles, fisheye: bulged, flat, seed }: Look,
  size: Size = picture,
): Promise<Raster> {
  let drawn = bulged ? fisheye(picture) : picture
  for (const style of styles) drawn = await PASSES[style](drawn, seed)
  drawn = await resized(drawn, size, styles.includes('pixel') ? 'nearest' : 'cubic')
  if (flat || styles.some((style) => CLEAN.has(style))) return drawn
  return grainAndVignette(drawn, {
    vignette: !bulged && !styles.some((style) => OWN_EDGE.has(style)),
    coarse: styles.includes('cinematic'),
  })
}
