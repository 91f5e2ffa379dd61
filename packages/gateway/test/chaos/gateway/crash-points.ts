import { DURABLE_WRITES, READS } from './durable-writes.ts'
import type { DurableWrite } from './durable-writes.ts'

/** The table of durable writes with the types of its columns forgotten: names in, functions out. */
type Table = Readonly<Record<string, Readonly<Record<string, AnyWrite | typeof READS>>>>
export type AnyWrite = DurableWrite<readonly unknown[], unknown>

export const TABLE = DURABLE_WRITES as unknown as Table

/** `asks.asked`, `jobs.change/end`: every durable write by name. */
export const WRITES: readonly string[] = Object.entries(TABLE).flatMap(([port, methods]) =>
  Object.entries(methods).flatMap(([method, write]) => {
    if (write === READS) return []
    const name = `${port}.${method}`
    return write.purposes?.map((purpose) => `${name}/${purpose}`) ?? [name]
  }),
)

/** What a transaction is for, by a write that it holds; the first that fits. */
export const TRANSACTIONS: Readonly<Record<string, string>> = {
  submit: 'jobs.insert',
  keep: 'images.add',
  end: 'jobs.change/end',
  resolve: 'audit.add',
  conclude: 'deliveries.change',
  reopen: 'asks.reset',
}

/** A commit of SQLite: one for all who wrote in that turn. `during` is a matter of power, see `power/`. */
export const COMMIT = { before: 'commit:before', during: 'commit:during', after: 'commit:after' } as const

/** `asks.asked:before`, `asks.asked:after`, `transaction/end:before`, …: every place where the process can be ended. */
export const POINTS: readonly string[] = [
  ...[...WRITES, ...Object.keys(TRANSACTIONS).map((name) => `transaction/${name}`)].flatMap((name) => [
    `${name}:before`,
    `${name}:after`,
  ]),
  ...Object.values(COMMIT),
]

/** Does a name as an order gives it mean this write or point? `any` means all, `jobs.change` all purposes of it. */
export function means(given: string, name: string): boolean {
  if (given === 'any' || given === name) return true
  const [write = '', moment] = given.split(':')
  const [ofName = '', ofMoment] = name.split(':')
  return ofMoment === moment && (ofName === write || ofName.startsWith(`${write}/`))
}
