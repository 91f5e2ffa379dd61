import type { PromptFacts } from '../parse/facts.ts'
import type { Plan } from '../plan/plan.ts'

/** One change to a plan, when the instruction asks for it and the plan has what it needs. */
export type PlanChange = (plan: Plan, instruction: Instruction) => Plan | undefined

export interface Instruction {
  readonly text: string
  readonly facts: PromptFacts
  /** The plans of image 2 and further, where Sketch made them. */
  readonly others: readonly Plan[]
}
