import type { Reference } from './image.ts'
import type { ModelRow } from './model.ts'
import type { RouteDefaults, RouteLimits } from './ports/dialect.ts'
import type { EngineCapabilities } from './ports/engine.ts'
import type { Submission } from './request.ts'

/** What the rules look at before any reference is read: a request beside the row and the route it came by. */
export interface Proposal {
  readonly submission: Submission
  readonly row: ModelRow
  readonly defaults: RouteDefaults
  readonly limits: RouteLimits
  readonly engine: EngineCapabilities
}

/** The same with its references read. */
export interface ReadProposal extends Proposal {
  readonly references: readonly Reference[]
  readonly mask: Reference | undefined
}
