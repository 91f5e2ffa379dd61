import type { Plan } from '../plan/plan.ts'
import type { Seeds } from '../plan/seeds.ts'
import type { Frame } from '../places/place.ts'
import { abstractStage } from './abstract-stage.ts'
import { cardStage } from './card-stage.ts'
import { emblemStage } from './emblem-stage.ts'
import { infographicStage } from './infographic-stage.ts'
import type { Layers } from './layers.ts'
import { letteringOver } from './lettering.ts'
import { portraitStage } from './portrait-stage.ts'
import { sceneStage } from './scene-stage.ts'

/** Puts a plan on the stage. */
export function stage(plan: Plan, seeds: Seeds, frame: Frame): Layers {
  const layers = stageOf(plan, seeds, frame)
  return { ...layers, lettering: layers.lettering + letteringOver(plan, frame) }
}

function stageOf(plan: Plan, seeds: Seeds, frame: Frame): Layers {
  switch (plan.kind) {
    case 'scene':
      return sceneStage(plan, seeds, frame)
    case 'portrait':
      return portraitStage(plan, seeds, frame)
    case 'infographic':
      return infographicStage(plan, frame)
    case 'abstract':
      return abstractStage(plan, seeds, frame)
    case 'card':
      return cardStage(plan, seeds, frame)
    case 'emblem':
      return emblemStage(plan, seeds, frame)
  }
}
