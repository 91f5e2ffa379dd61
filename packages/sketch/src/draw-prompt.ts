import { drawRecipe } from './draw-recipe.ts'
import type { Drawing } from './finish/finished.ts'
import type { PictureJob } from './order.ts'
import { parse } from './parse/parse.ts'
import { coverage } from './plan/coverage.ts'
import { planPanel } from './plan/plan-panel.ts'
import { planPrompt } from './plan/plan-prompt.ts'
import { random, seedKey } from './random.ts'
import { SKETCH_VERSION } from './version.ts'

export async function drawFromPrompt(job: PictureJob): Promise<Drawing> {
  const story = seedKey([SKETCH_VERSION, job.model, job.seed, job.prompt])
  const seeds = { cast: story, scene: job.panel ? seedKey([story, job.panel.number]) : story }
  const { plan, facts } = job.panel ? planPanel(job, job.panel, story) : alone(job, story)
  const drawn = await drawRecipe({ plan, seeds, looks: [] }, job)
  const transparent = job.background === 'transparent'
  return { ...drawn, ...coverage(facts, plan, { transparent }), note: undefined }
}

function alone(job: PictureJob, seed: string) {
  const facts = parse(job.scene)
  return { facts, plan: planPrompt(facts, random(seed, 'plan')) }
}
