import type { Reference } from './image.ts'
import type { JsonObject } from './json.ts'
import type { Micros } from './money.ts'
import type { Background, Delivery, Format, Operation, PromptMode } from './request.ts'

/** A valid request: model and engine resolved, pixel size, count, price. What a job keeps of its request. */
export interface Plan {
  /** The name the caller used; answers echo it. */
  readonly askedModel: string
  /** Catalogue id. */
  readonly model: string
  /** Name of the engine that will be asked. */
  readonly engine: string
  readonly operation: Operation
  /** As the caller wrote it. */
  readonly prompt: string
  /** What the engine is told; differs where a dialect extends the prompt. */
  readonly enginePrompt: string
  readonly references: readonly Reference[]
  readonly mask: Reference | undefined
  readonly size: PlannedSize
  readonly mode: 'independent' | 'sequence'
  /** Pictures asked for; for a sequence the most that may come. */
  readonly count: number
  readonly seed: number | undefined
  readonly guidanceScale: number | undefined
  readonly watermark: boolean
  /** undefined: the caller did not say, whatever the engine makes is right. */
  readonly format: Format | undefined
  readonly background: Background | undefined
  readonly layers: boolean
  readonly webSearch: boolean
  readonly promptMode: PromptMode | undefined
  readonly delivery: Delivery
  readonly user: string | undefined
  readonly metadata: JsonObject | undefined
  /** How long its caller waits, and so how long what cannot have been charged is tried again; from the job's birth. */
  readonly waitMs: number
  /** Told when the job ends, beside the owner's endpoints. */
  readonly webhook: string | undefined
  /** Our own address as this caller reached it, without a slash at the end: webhooks name pictures under it. */
  readonly base: string
  /** The most this can cost: reserved before the engine is asked. */
  readonly price: Micros
  readonly ignored: readonly string[]
  /** What was decided for the caller, one `field=value` each. */
  readonly adjusted: readonly string[]
}

export interface PlannedSize {
  readonly width: number
  readonly height: number
  /** `tier`: the tier word goes upstream and the model may choose another ratio; width and height are its square. */
  readonly source: 'exact' | 'tier' | 'default' | 'adaptive'
  /** The row's tier word when the size was said in one. */
  readonly tier: string | undefined
}
