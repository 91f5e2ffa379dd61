import type { Stores } from '../../../src/compose.ts'
import type { Records } from '../../../src/core/ports/records.ts'
import { TABLE, TRANSACTIONS } from './crash-points.ts'
import type { AnyWrite } from './crash-points.ts'
import { READS } from './durable-writes.ts'
import type { Fate } from './fate.ts'

type AnyPort = Readonly<Record<string, (...given: readonly unknown[]) => unknown>>
type Acknowledge = Fate['acknowledge']

/**
 * The gateway's own stores with two crash points round every durable write. Within a transaction both lie before the
 * commit; the transaction has two of its own round the commit.
 */
export function crashingStores({ records, blobs }: Stores, fate: Fate): Stores {
  return {
    records: {
      ...records,
      ...portsOf(records, fate, fate.acknowledge),
      transaction: fate.forgets('transaction')
        ? (work) => work(loose(records, fate))
        : (work) => transaction(records, work, fate),
    },
    blobs: port('blobs', blobs, { fate, acknowledge: fate.acknowledge }),
  }
}

async function transaction<T>(
  records: Records,
  work: (inside: Records) => Promise<T>,
  fate: Fate,
): Promise<T> {
  const written: { readonly write: string; readonly about: string }[] = []
  const note: Acknowledge = (write, about) => void written.push({ write, about })
  const purpose = () =>
    Object.keys(TRANSACTIONS).find((name) => written.some(({ write }) => write === TRANSACTIONS[name]))
  const result = await records.transaction(async (inside) => {
    const done = await work({ ...inside, ...portsOf(inside, fate, note) })
    if (purpose() !== undefined) fate.pass(`transaction/${purpose()}:before`)
    return done
  })
  for (const { write, about } of written) fate.acknowledge(write, about)
  if (purpose() !== undefined) fate.pass(`transaction/${purpose()}:after`)
  return result
}

/** A transaction that is none: every write is durable by itself. */
function loose(records: Records, fate: Fate): Records {
  return { ...records, ...portsOf(records, fate, fate.acknowledge) }
}

type Ports = Omit<Records, 'transaction' | 'close'>

function portsOf(records: Records, fate: Fate, acknowledge: Acknowledge): Ports {
  const names = Object.keys(TABLE).filter((name) => name in records) as readonly (keyof Ports)[]
  return Object.fromEntries(
    names.map((name) => [name, port(name, records[name], { fate, acknowledge })]),
  ) as unknown as Ports
}

interface Wrapping {
  readonly fate: Fate
  readonly acknowledge: Acknowledge
}

function port<Port extends object>(name: string, real: Port, wrapping: Wrapping): Port {
  const methods = real as unknown as AnyPort
  const writes = Object.entries(TABLE[name] ?? {}).flatMap(([method, write]) => {
    const call = methods[method]
    if (call === undefined || write === READS) return []
    return [[method, writing(`${name}.${method}`, { write, call, ...wrapping })]]
  })
  return { ...real, ...Object.fromEntries(writes) }
}

interface Writing extends Wrapping {
  readonly write: AnyWrite
  readonly call: (...given: readonly unknown[]) => unknown
}

function writing(method: string, { write, call, fate, acknowledge }: Writing) {
  return async (...given: readonly unknown[]): Promise<unknown> => {
    const name = write.purpose === undefined ? method : `${method}/${write.purpose(...given)}`
    await fate.passSlowly(`${name}:before`)
    const result = await (fate.forgets(name) ? write.pretend(...given) : call(...given))
    acknowledge(name, write.about(...given))
    await fate.passSlowly(`${name}:after`)
    return result
  }
}
