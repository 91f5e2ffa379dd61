import type { ModelRow, PriceRow } from './model.ts'
import type { Micros } from './money.ts'
import type { PlannedSize } from './plan.ts'
import type { Pixels } from './size-limits.ts'

interface Purchase {
  readonly row: ModelRow
  /** Reference pictures sent with each ask. */
  readonly references: number
  /** Layer mode: the base and every layer are pictures. */
  readonly layers: boolean
  /** Calls to the upstream; each pays for its references. */
  readonly asks: number
}

export interface PlannedPurchase extends Purchase {
  readonly size: PlannedSize
  /** Pictures, over all asks. */
  readonly count: number
}

export interface MadePurchase extends Purchase {
  /** What was delivered, with measured sizes; `asks` counts those that delivered. */
  readonly images: readonly Pixels[]
}

/** What to reserve: no outcome costs more. 0 where the row has no price. */
export function mostItCanCost({ row, size, count, references, layers, asks }: PlannedPurchase): Micros {
  if (row.price === undefined) return 0
  const pictures = layers ? asks * (row.maxLayers + 1) : count
  const pixels = size.source === 'tier' || layers ? Infinity : size.width * size.height
  return pictures * perPicture(row.price, pixels, layers) + asks * forReferences(row.price, references)
}

/** What was bought. Failed items are free, and so are the references of a purchase that delivered nothing. */
export function costOf({ row, images, references, layers, asks }: MadePurchase): Micros {
  const { price } = row
  if (price === undefined || images.length === 0) return 0
  const pictures = images.reduce(
    (sum, image) => sum + perPicture(price, image.width * image.height, layers),
    0,
  )
  return pictures + asks * forReferences(price, references)
}

/** A row that has layers but no known layer price is charged by the picture. */
function perPicture(price: PriceRow, pixels: number, layers: boolean): Micros {
  const above = price.split !== undefined && pixels > price.split.pixels
  if (layers && price.layer !== undefined) return above ? price.layer.outputAbove : price.layer.output
  return above && price.split !== undefined ? price.split.outputAbove : price.output
}

function forReferences({ references }: PriceRow, count: number): Micros {
  return references === undefined ? 0 : Math.max(count - references.free, 0) * references.each
}
