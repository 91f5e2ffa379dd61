import type { StyleName } from '../plan/plan.ts'
import type { Raster } from '../render/raster.ts'
import { cinematic } from './cinematic.ts'
import { comic } from './comic.ts'
import { blackAndWhite, sepia } from './tones.ts'
import { fisheye } from './fisheye.ts'
import { grainAndVignette } from './grain.ts'
import { ink, lineArt } from './lines.ts'
import { neon } from './neon.ts'
import { oil } from './oil.ts'
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

export interface Look {
  readonly styles: readonly StyleName[]
  readonly fisheye: boolean
  /** No grain and vignette: the picture is a diagram. */
  readonly flat: boolean
  readonly seed: string
}

export async function styled(
  picture: Raster,
  { styles, fisheye: bulged, flat, seed }: Look,
): Promise<Raster> {
  let drawn = bulged ? fisheye(picture) : picture
  for (const style of styles) drawn = await PASSES[style](drawn, seed)
  if (flat || styles.some((style) => CLEAN.has(style))) return drawn
  return grainAndVignette(drawn, {
    vignette: !bulged && !styles.some((style) => OWN_EDGE.has(style)),
    coarse: styles.includes('cinematic'),
  })
}
