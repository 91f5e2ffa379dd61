/** What a request would become, and what it can cost at most. Nothing was bought and no job exists. */
export interface Plan {
  readonly object: 'plan'
  readonly model: string
  readonly engine: string
  readonly operation: 'generate' | 'edit'
  readonly width: number
  readonly height: number
  /** `tier` and `adaptive`: the model decides the shape, and `width` and `height` are its guess. */
  readonly size_source: 'exact' | 'tier' | 'adaptive' | 'default'
  readonly count: number
  readonly references: number
  /** Decimal dollars. */
  readonly price_usd: string
  /** Fields that will have no effect. */
  readonly ignored: readonly string[]
  /** `field=value` where the gateway chose. */
  readonly adjusted: readonly string[]
}
