import { withLooks } from './edit/apply-looks.ts'
import type { Drawing } from './finish/finished.ts'
import type { PictureJob } from './order.ts'
import { writeRecipe, type Recipe } from './plan/recipe.ts'
import { letter, rendered, renderedSubject } from './render/render.ts'
import type { Size } from './render/rasterise.ts'
import { frameFor } from './stage/frame.ts'
import { stage } from './stage/stage.ts'
import { sizeToStyle, styled } from './styles/styles.ts'

/** Larger pictures are drawn at this many pixels and enlarged: 16 megapixels would take six seconds and a gigabyte. */
const MOST_DRAWN_PIXELS = 2048 * 2048

/** At about twice the size, exactly half is drawn: that is enlarged fastest. */
const ABOUT_HALF = 0.54

export function drawingSize({ width, height }: Size): Size {
  const least = Math.min(1, Math.sqrt(MOST_DRAWN_PIXELS / (width * height)))
  const even = width % 2 === 0 && height % 2 === 0
  const share = even && least >= 0.5 && least < ABOUT_HALF ? 0.5 : least
  return { width: Math.max(1, Math.round(width * share)), height: Math.max(1, Math.round(height * share)) }
}

export type DrawnRecipe = Pick<Drawing, 'picture' | 'pixelated' | 'recipe'>

/** The picture a recipe describes. */
export async function drawRecipe(recipe: Recipe, job: PictureJob): Promise<DrawnRecipe> {
  const { plan, seeds, looks } = recipe
  const layers = stage(plan, seeds, frameFor(job.width, job.height))
  const size = drawingSize(job)
  const pixelated = plan.styles.includes('pixel')
  if (job.background === 'transparent') {
    return {
      picture: { data: await renderedSubject(layers, size), ...size, channels: 4 },
      pixelated: false,
      recipe: writeRecipe(recipe),
    }
  }
  const plain = plan.styles.length === 0 && !plan.fisheye
  const drawn = await rendered(layers, { size: sizeToStyle(size, plan), finish: plain })
  const { styles, fisheye } = plan
  const picture = plain
    ? drawn
    : await styled(drawn, { styles, fisheye, flat: layers.flat, seed: seeds.scene }, size)
  letter(picture, layers)
  return {
    picture: { ...(await withLooks(picture, looks)), channels: 3 },
    pixelated,
    recipe: writeRecipe(recipe),
  }
}
