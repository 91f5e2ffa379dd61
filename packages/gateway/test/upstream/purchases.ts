import type { Promised } from './picture-server.ts'

/** One call that was taken on, and so is charged for: held against what its buyer has in the end. */
export interface Purchase {
  readonly prompt: string
  /** The `idempotency-key` it came with. As the vendor's, these upstreams draw again for a key they know. */
  readonly key: string | undefined
  /** By place in the answer. */
  readonly pictures: ReadonlyMap<number, Promised>
  /** All that will be made is made. */
  readonly over: boolean
}

export interface Purchases {
  readonly all: readonly Purchase[]
  begin(call: Pick<Purchase, 'prompt' | 'key'>): OpenPurchase
}

export interface OpenPurchase {
  made(index: number, picture: Promised): void
  end(): void
}

export function purchases(): Purchases {
  const all: Purchase[] = []
  return {
    all,
    begin: ({ prompt, key }) => {
      const pictures = new Map<number, Promised>()
      const purchase = { prompt, key, pictures, over: false }
      all.push(purchase)
      return {
        made: (index, picture) => void pictures.set(index, picture),
        end: () => {
          purchase.over = true
        },
      }
    },
  }
}

/** As Node gives a header. */
export function keyOf(headers: Readonly<Record<string, string | string[] | undefined>>): string | undefined {
  return headers['idempotency-key']?.toString()
}
