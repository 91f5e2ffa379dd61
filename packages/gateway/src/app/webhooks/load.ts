import type { Delivery } from '../../core/webhook.ts'

/** The deliveries that a courier carries right now. */
export interface Load {
  /** How many more it can take. */
  room(): number
  /** Ids of those that have their share of it. */
  full(): { readonly endpoints: readonly string[]; readonly owners: readonly string[] }
  /** Carries it, unless it is carried already or there is no room; true when it was taken. */
  take(delivery: Delivery): boolean
  /** Resolves when everything that is carried now has ended. */
  ended(): Promise<void>
}

export interface Shares {
  readonly atOnce: number
  /** A receiver that lets every message time out must not keep the others waiting, */
  readonly perEndpoint: number
  /** nor must an owner with many such receivers. */
  readonly perOwner: number
}

export interface LoadOptions extends Shares {
  readonly carry: (delivery: Delivery) => Promise<void>
  /** Told once it is no longer carried. */
  readonly onEnd: () => void
  readonly onError: (error: unknown, delivery: Delivery) => void
}

type Carried = Pick<Delivery, 'endpointId' | 'ownerId'> & { readonly ended: Promise<void> }

export function load({ carry, onEnd, onError, ...shares }: LoadOptions): Load {
  const carried = new Map<string, Carried>()
  const all = (): readonly Carried[] => Array.from(carried.values())
  const fullEndpoints = () =>
    having(
      shares.perEndpoint,
      all().map(({ endpointId }) => endpointId),
    )
  const fullOwners = () =>
    having(
      shares.perOwner,
      all().map(({ ownerId }) => ownerId),
    )

  async function carryToTheEnd(delivery: Delivery): Promise<void> {
    try {
      await carry(delivery)
    } catch (error) {
      carried.delete(delivery.id)
      return onError(error, delivery)
    }
    carried.delete(delivery.id)
    onEnd()
  }

  return {
    room: () => shares.atOnce - carried.size,
    full: () => ({ endpoints: fullEndpoints(), owners: fullOwners() }),
    take(delivery) {
      const { id, endpointId, ownerId } = delivery
      if (carried.size >= shares.atOnce || carried.has(id)) return false
      if (fullEndpoints().includes(endpointId) || fullOwners().includes(ownerId)) return false
      carried.set(id, { endpointId, ownerId, ended: carryToTheEnd(delivery) })
      return true
    },
    async ended() {
      await Promise.all(all().map(({ ended }) => ended))
    },
  }
}

/** Those that are named so often. */
function having(share: number, names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return Array.from(counts).flatMap(([name, count]) => (count >= share ? [name] : []))
}
