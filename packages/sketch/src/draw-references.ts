import { withLooks } from './edit/apply-looks.ts'
import { collage } from './edit/collage.ts'
import { editPlan } from './edit/edit-plan.ts'
import { readUpload, uploadEdit } from './edit/upload.ts'
import { drawingSize, drawRecipe } from './draw-recipe.ts'
import type { Drawing } from './finish/finished.ts'
import type { PictureJob } from './order.ts'
import { parse } from './parse/parse.ts'
import { coverage } from './plan/coverage.ts'
import { looksIn } from './plan/looks.ts'
import { readRecipe, type Recipe } from './plan/recipe.ts'
import { seedKey } from './random.ts'
import { styled } from './styles/styles.ts'
import { SKETCH_VERSION } from './version.ts'

/** Edits the first picture by its recipe where it has one; changes or frames the uploads where it has not. */
export async function drawFromReferences(job: PictureJob): Promise<Drawing> {
  const recipes = job.references.map(({ recipe }) => readRecipe(recipe))
  const [first, ...others] = recipes
  return first ? editOwn(job, first, others) : changeUploads(job)
}

async function editOwn(
  job: PictureJob,
  recipe: Recipe,
  others: readonly (Recipe | undefined)[],
): Promise<Drawing> {
  const facts = parse(job.scene)
  const known = others.flatMap((other) => (other ? [other.plan] : []))
  const { plan, changed } = editPlan(recipe.plan, { text: job.scene, facts, others: known })
  const looks = looksIn(job.scene)
  const notApplied = [
    ...(changed || looks.length > 0
      ? []
      : ['Sketch did not understand what to change; the picture is as it was.']),
    ...(known.length < others.length
      ? ['Only pictures made by Sketch can be combined; the uploaded ones were not used.']
      : []),
  ]
  const drawn = await drawRecipe({ ...recipe, plan, looks: [...recipe.looks, ...looks].slice(-12) }, job)
  const told = coverage({ ...facts, unknownOpening: undefined, unknown: [] }, plan, {
    transparent: job.background === 'transparent',
  })
  return {
    ...drawn,
    ...told,
    notApplied: [...notApplied, ...told.notApplied],
    note: notApplied.join(' ') || undefined,
  }
}

/** An upload has no plan that a later edit could change. */
const NO_RECIPE = '{}'

async function changeUploads(job: PictureJob): Promise<Drawing> {
  const facts = parse(job.scene)
  const edit = uploadEdit(job.scene, facts)
  const several = job.references.length > 1
  const source = several
    ? await collage(job.references, drawingSize(job))
    : await readUpload(job.references[0]?.bytes ?? new Uint8Array(), drawingSize(job))
  const toned = await withLooks(source, edit.looks)
  const seed = seedKey([SKETCH_VERSION, job.model, job.seed, job.prompt])
  const restyled = edit.styles.length > 0 || edit.fisheye
  const picture = restyled
    ? await styled(toned, { styles: edit.styles, fisheye: edit.fisheye, flat: true, seed })
    : toned
  const notApplied = [
    ...(several ? ['The uploaded pictures stand side by side: Sketch cannot merge them.'] : edit.notApplied),
    ...(job.background === 'transparent'
      ? ['The background of an uploaded picture cannot be taken away.']
      : []),
  ]
  return {
    picture: { ...picture, channels: 3 },
    pixelated: edit.styles.includes('pixel'),
    note: notApplied.join(' ') || undefined,
    recipe: NO_RECIPE,
    matched: coverage(
      facts,
      { kind: 'scene', styles: [], fisheye: false, actors: [] },
      { transparent: false },
    ).matched,
    missing: [],
    notApplied,
  }
}
