import type { Micros } from './money.ts'
import type { Background, Format, PromptMode } from './request.ts'

/** One row of the catalogue: what a Seedream version can do. Plain data; rules read it, nobody branches on an id. */
export interface ModelRow {
  /** Dated vendor id, the name that goes upstream. */
  readonly id: string
  /** Other spellings callers use. */
  readonly aliases: readonly string[]
  readonly status: 'live' | 'retiring' | 'shutdown'
  /** What to use instead, named when an engine no longer serves this one. */
  readonly successor: string | undefined
  readonly textToImage: boolean
  readonly edit: boolean
  /** Reference pictures: how many at least and at most. */
  readonly references: { readonly min: number; readonly max: number }
  readonly sequence: boolean
  /** Pictures one call can give. */
  readonly maxOutputs: number
  /** References and outputs together; undefined where the row has no such rule. */
  readonly maxReferencesPlusOutputs: number | undefined
  readonly sizes: SizeRules
  /** First is the default. */
  readonly formats: readonly [Format, ...Format[]]
  /** Does the upstream take `output_format` at all? */
  readonly takesFormat: boolean
  readonly seed: SeedRule
  readonly guidanceScale: GuidanceRule
  readonly stream: boolean
  /** Wire fields the vendor refuses by their mere presence, whatever the value. */
  readonly refusedFields: readonly string[]
  readonly promptModes: readonly PromptMode[]
  readonly webSearch: boolean
  readonly backgrounds: readonly Background[]
  readonly transparentNeedsAlphaReference: boolean
  /** 0: the model has no layer mode. */
  readonly maxLayers: number
  readonly input: InputRules | undefined
  readonly price: PriceRow | undefined
  /** Where the row comes from and how far to trust it. */
  readonly source: string
}

export type PixelSize = `${number}x${number}`

export interface SizeRules {
  /** Tier word → aspect ratio → the vendor's recommended pixels. Ratios are written `16:9`. */
  readonly tiers: Readonly<Record<string, Readonly<Record<string, PixelSize>>>>
  /** Recommended exact sizes by ratio, for rows without tiers and for `adaptive`. */
  readonly presets: Readonly<Record<string, PixelSize>>
  /** A tier word, an exact size, or `adaptive`. */
  readonly default: string
  readonly adaptive: boolean
  /** May an exact size be given? */
  readonly exact: boolean
  readonly pixels: Range | undefined
  readonly side: Range | undefined
  /** width / height */
  readonly aspect: Range | undefined
}

export interface Range {
  readonly min: number
  readonly max: number
}

export type SeedRule =
  | { readonly kind: 'honoured'; readonly min: number; readonly max: number }
  /** Sent on, though the vendor's documents do not name it. */
  | { readonly kind: 'undocumented' }
  /** Left out, and the caller is told. */
  | { readonly kind: 'none' }

export type GuidanceRule =
  | { readonly kind: 'honoured'; readonly min: number; readonly max: number; readonly default: number }
  | { readonly kind: 'none' }

/** What a reference must be. */
export interface InputRules {
  readonly formats: readonly string[]
  readonly maxBytes: number
  /** Each side must be larger than this. */
  readonly sideAbove: number
  readonly pixels: Range
  readonly aspect: Range
}

/** Prices per delivered picture, micro-dollars. */
export interface PriceRow {
  readonly output: Micros
  /** Pictures above this many pixels cost `outputAbove`. */
  readonly split: { readonly pixels: number; readonly outputAbove: Micros } | undefined
  readonly references: { readonly free: number; readonly each: Micros } | undefined
  /** Per layer in layer mode, below and above the split. */
  readonly layer: { readonly output: Micros; readonly outputAbove: Micros } | undefined
}

export interface Catalogue {
  readonly rows: readonly ModelRow[]
  /** By id or alias; undefined when nobody knows the name. */
  find(name: string): ModelRow | undefined
}
