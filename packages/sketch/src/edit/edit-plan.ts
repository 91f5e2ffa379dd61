import type { Plan } from '../plan/plan.ts'
import { changeCast } from './change-cast.ts'
import { changeSetting } from './change-setting.ts'
import type { Instruction, PlanChange } from './plan-change.ts'
import { takeClothes, takeSubjects } from './take-over.ts'

export interface EditedPlan {
  readonly plan: Plan
  /** False when nothing in the instruction could be carried out. */
  readonly changed: boolean
}

const CHANGES: readonly PlanChange[] = [takeClothes, takeSubjects, ...changeCast, ...changeSetting]

/** Carries out what the instruction asks and the plan allows; everything else stays as it was. */
export function editPlan(plan: Plan, instruction: Instruction): EditedPlan {
  let [edited, changed] = [plan, false]
  for (const change of CHANGES) {
    const next = change(edited, instruction)
    if (!next) continue
    edited = next
    changed = true
  }
  return { plan: edited, changed }
}
