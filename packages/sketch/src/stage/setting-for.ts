import type { Plan } from '../plan/plan.ts'
import type { Seeds } from '../plan/seeds.ts'
import { headlineBottom } from './lettering.ts'
import type { Frame, Setting } from '../places/place.ts'
import { random } from '../random.ts'

export const WATERFOWL: ReadonlySet<string> = new Set(['duck', 'duckling', 'swan', 'goose'])
const AFLOAT = new Set([
  ...WATERFOWL,
  'sailboat',
  'ship',
  'canoe',
  'cruise',
  'ferry',
  'speedboat',
  'motorboat',
  'wave',
  'whale',
  'orca',
  'shark',
  'dolphin',
  'surfer',
])

/** What a place needs to know of the plan. */
export function settingFor(plan: Plan, seeds: Seeds, frame: Frame): Setting {
  const choose = random(seeds.scene, 'setting')
  const side = choose.pick([0.22, 0.3, 0.7, 0.78])
  const reach = Math.min(frame.width, 2400)
  return {
    frame,
    seed: seeds.scene,
    sky: plan.sky,
    weather: plan.weather,
    tone: plan.tone,
    table: plan.table,
    choose,
    sunX: frame.width / 2 + (side - 0.5) * reach,
    skyTop: headlineBottom(plan, frame) ?? 0,
    openWater: plan.actors.some(
      ({ figure, rides }) =>
        figure.pose === 'swim' ||
        AFLOAT.has(figure.key) ||
        AFLOAT.has(figure.role ?? '') ||
        AFLOAT.has(rides?.key ?? ''),
    ),
  }
}
