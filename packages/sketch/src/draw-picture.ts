import type { PictureJob, SketchPicture } from './order.ts'
import { drawFromPrompt } from './draw-prompt.ts'
import { drawFromReferences } from './draw-references.ts'
import { finished, type Drawing } from './finish/finished.ts'

/** Draws one picture from first to last. Runs on a worker's thread. */
export async function drawPicture(job: PictureJob): Promise<SketchPicture> {
  const drawing: Drawing =
    job.references.length > 0 ? await drawFromReferences(job) : await drawFromPrompt(job)
  const bytes = await finished(job, drawing)
  return {
    index: job.index,
    bytes,
    mediaType: job.format === 'png' ? 'image/png' : 'image/jpeg',
    width: job.width,
    height: job.height,
    seed: job.seed,
    recipe: drawing.recipe,
    matched: drawing.matched,
    missing: drawing.missing,
    notApplied: drawing.notApplied,
  }
}
