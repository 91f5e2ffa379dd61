export interface ModelList {
  readonly object: 'list'
  readonly data: readonly Model[]
}

/** One row of the catalogue: what a Seedream version can do, and which engines can serve it now. */
export interface Model {
  readonly id: string
  readonly object: 'model'
  /** Epoch seconds; 0 where the id holds no date. */
  readonly created: number
  readonly owned_by: string
  readonly aliases: readonly string[]
  readonly status: 'live' | 'retiring' | 'shutdown'
  readonly successor: string | null
  readonly text_to_image: boolean
  readonly edit: boolean
  readonly references: Range
  readonly sequence: boolean
  readonly max_outputs: number
  readonly max_references_plus_outputs: number | null
  readonly sizes: ModelSizes
  /** The first is the default. */
  readonly output_formats: readonly ('jpeg' | 'png')[]
  readonly seed: 'honoured' | 'undocumented' | 'none'
  readonly guidance_scale: {
    readonly kind: 'honoured'
    readonly min: number
    readonly max: number
    readonly default: number
  } | null
  readonly stream: boolean
  readonly prompt_modes: readonly ('standard' | 'fast')[]
  readonly web_search: boolean
  readonly backgrounds: readonly ('auto' | 'opaque' | 'transparent')[]
  readonly max_layers: number
  /** The vendor's list price; an engine may be free. */
  readonly price_usd: ModelPrice | null
  /** In the order in which they are asked; empty when none serves it. */
  readonly engines: readonly string[]
}

export interface ModelSizes {
  /** A tier, `WIDTHxHEIGHT` or `adaptive`. */
  readonly default: string
  readonly adaptive: boolean
  readonly exact: boolean
  /** Tier → ratio (`16:9`) → pixels (`2848x1600`). */
  readonly tiers: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Ratio → pixels, for models without tiers. */
  readonly presets: Readonly<Record<string, string>>
  readonly pixels: Range | null
  readonly side: Range | null
  /** width / height */
  readonly aspect: Range | null
}

export interface Range {
  readonly min: number
  readonly max: number
}

/** Decimal dollars. */
export interface ModelPrice {
  readonly per_image: string
  /** Pictures with more pixels than this cost `per_image_above`. */
  readonly above_pixels: number | null
  readonly per_image_above: string | null
  readonly free_references: number | null
  readonly per_reference: string | null
}
