import type { Problem } from '../fault.ts'
import type { Proposal, ReadProposal } from '../proposal.ts'
import { alphaReferenceRule, backgroundRule } from './background.ts'
import { countRule } from './count.ts'
import { formatRule } from './format.ts'
import { layersRule } from './layers.ts'
import { maskPictureRule, maskRule } from './mask.ts'
import { operationRule } from './operation.ts'
import { presenceRule } from './presence.ts'
import { referencePictureRule } from './reference-picture.ts'
import type { ReadRule, Rule } from './rule.ts'
import { sizeRule } from './size.ts'
import { guidanceRule, promptModeRule, seedRule } from './tuning.ts'
import { webSearchRule } from './web-search.ts'

/** In the order in which a caller hears of them. */
const REQUEST_RULES: readonly Rule[] = [
  operationRule,
  countRule,
  sizeRule,
  formatRule,
  backgroundRule,
  layersRule,
  maskRule,
  webSearchRule,
  promptModeRule,
  seedRule,
  guidanceRule,
]

const READ_RULES: readonly ReadRule[] = [referencePictureRule, alphaReferenceRule, maskPictureRule]

/** Everything a request breaks that can be seen before a reference is read. */
export function requestProblems(proposal: Proposal): readonly Problem[] {
  const unwanted = presenceRule(proposal)
  const others = REQUEST_RULES.flatMap((rule) => rule(proposal))
  return [...unwanted, ...others.filter((problem) => !speaksOfOne(problem, unwanted))]
}

/** Everything its references and mask break, once read. */
export function referenceProblems(proposal: ReadProposal): readonly Problem[] {
  return READ_RULES.flatMap((rule) => rule(proposal))
}

/** A field that may not be there at all needs no word about its value. */
function speaksOfOne({ param }: Problem, unwanted: readonly Problem[]): boolean {
  return unwanted.some((problem) => param === problem.param || param.startsWith(`${problem.param}.`))
}
