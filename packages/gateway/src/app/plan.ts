import { Fault, refusal } from '../core/fault.ts'
import type { Problem } from '../core/fault.ts'
import type { Key } from '../core/caller.ts'
import type { Plan } from '../core/plan.ts'
import type { SubmitRoute } from '../core/ports/dialect.ts'
import { mostItCanCost } from '../core/price.ts'
import type { ReadProposal } from '../core/proposal.ts'
import type { Submission } from '../core/request.ts'
import { ignoredFields } from '../core/rules/ignored.ts'
import { referenceProblems, requestProblems } from '../core/rules/index.ts'
import { planSize } from '../core/size.ts'
import type { AppContext } from './context.ts'
import { pricedRow } from './priced-row.ts'
import { readReferences } from './read-references.ts'
import { permit, resolve } from './resolve.ts'
import type { Resolved } from './resolve.ts'

const MOST_PICTURES = 15

export interface Planning {
  readonly submission: Submission
  readonly route: SubmitRoute
  readonly key: Key
  readonly signal: AbortSignal
  readonly patience: Patience
}

/** How the caller waits, and where he wants to be told. */
export type Patience = Pick<Plan, 'waitMs' | 'webhook' | 'base'>

/** A submission as a valid plan, or one refusal that lists every broken rule. Nothing is bought and no job exists yet. */
export async function plan(context: AppContext, planning: Planning): Promise<Plan> {
  const { submission, route, key, signal, patience } = planning
  if (submission.problems.length > 0) refuseIf(allProblems(context, planning))
  const resolved = resolve(context, submission, route)
  const { row, engine } = resolved
  permit(key, row)
  const { defaults, limits } = route
  const proposal = { submission, row, defaults, limits, engine: engine.capabilities }
  refuseIf(requestProblems(proposal))
  const read = { ...proposal, ...(await readReferences(context, submission, { key, row, signal })) }
  refuseIf(referenceProblems(read))
  return { ...write(context, read, resolved), ...patience }
}

/** The problems of the form and those the model's row adds; a field that could not be read is spoken of once. */
function allProblems(context: AppContext, planning: Planning): readonly Problem[] {
  const { problems } = planning.submission
  const spoken = new Set(problems.map(({ param }) => fieldOf(param)))
  return [...problems, ...rowProblems(context, planning).filter(({ param }) => !spoken.has(fieldOf(param)))]
}

function rowProblems(context: AppContext, { submission, route, key }: Planning): readonly Problem[] {
  try {
    const { row, engine } = resolve(context, submission, route)
    permit(key, row)
    const { defaults, limits } = route
    return requestProblems({ submission, row, defaults, limits, engine: engine.capabilities })
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code !== 'forbidden') return thrown.details
    throw thrown
  }
}

/** `images[2].url` speaks of `images`. */
function fieldOf(param: string): string {
  return param.split(/[.[]/, 1)[0] ?? param
}

function refuseIf([first, ...rest]: readonly Problem[]): void {
  if (first !== undefined) throw refusal([first, ...rest])
}

function write(
  context: AppContext,
  proposal: ReadProposal,
  { askedModel, row, engine }: Resolved,
): Omit<Plan, keyof Patience> {
  const { submission, references, mask, defaults, limits } = proposal
  const { request } = submission
  const size = planSize(request.size, row, {
    defaultSize: defaults.size,
    reference: references[0],
    layers: request.layers,
  })
  const { mode, count, adjusted } = outputOf(proposal)
  const asks = mode === 'sequence' ? 1 : Math.ceil(count / engine.capabilities.picturesPerAsk)
  const most = {
    row: pricedRow(context, row.id, engine) ?? row,
    size,
    count,
    references: references.length,
    layers: request.layers,
    asks,
  }
  return {
    askedModel,
    model: row.id,
    engine: engine.name,
    operation: references.length > 0 ? 'edit' : 'generate',
    prompt: request.prompt,
    enginePrompt:
      count > 1 ? (limits.extendPrompt?.(request.prompt, count) ?? request.prompt) : request.prompt,
    references,
    mask,
    size,
    mode,
    count,
    seed: row.seed.kind === 'none' ? undefined : request.seed,
    guidanceScale: guidanceOf(proposal),
    watermark: request.watermark ?? defaults.watermark,
    format: request.format,
    background: request.background,
    layers: request.layers,
    webSearch: request.webSearch,
    promptMode: row.promptModes.length === 0 ? undefined : request.promptMode,
    delivery: submission.delivery,
    user: request.user,
    metadata: request.metadata,
    price: engine.capabilities.free ? 0 : mostItCanCost(most),
    ignored: [...submission.ignored, ...ignoredFields(proposal)],
    adjusted,
  }
}

function guidanceOf({ row, submission }: ReadProposal): number | undefined {
  return row.guidanceScale.kind === 'none' ? undefined : submission.request.guidanceScale
}

interface PlannedOutput {
  readonly mode: 'independent' | 'sequence'
  readonly count: number
  readonly adjusted: readonly string[]
}

function outputOf({ submission, references, defaults, row }: ReadProposal): PlannedOutput {
  const { output, layers } = submission.request
  if (layers) return { mode: 'independent', count: 1, adjusted: [] }
  if (output.kind === 'independent') return { mode: 'independent', count: output.count, adjusted: [] }
  if (output.max !== undefined) return { mode: 'sequence', count: output.max, adjusted: [] }
  const room = Math.min(row.maxOutputs, (row.maxReferencesPlusOutputs ?? MOST_PICTURES) - references.length)
  if (defaults.sequenceMax === undefined) return { mode: 'sequence', count: room, adjusted: [] }
  const count = Math.min(defaults.sequenceMax, room)
  return { mode: 'sequence', count, adjusted: [`${submission.names.sequenceMax}=${count}`] }
}
