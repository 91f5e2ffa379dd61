import type { Kysely } from 'kysely'

import type { Records } from '../core/ports/records.ts'
import { askRecords } from './queries/asks.ts'
import { fileRecords } from './queries/files.ts'
import { idempotencyRecords } from './queries/idempotency.ts'
import { imageRecords } from './queries/images.ts'
import { jobRecords } from './queries/jobs.ts'
import { keyRecords } from './queries/keys.ts'
import { ledgerRecords } from './queries/ledger.ts'
import type { Database } from './queries/schema.ts'

/** The records over any database that Kysely speaks to and whose tables are there. */
export function kyselyRecords(database: Kysely<Database>, close: () => Promise<void>): Records {
  return {
    ...parts(database),
    transaction: (work) =>
      database.transaction().execute((transaction) =>
        work({
          ...parts(transaction),
          transaction: async () => misuse('A transaction cannot be opened inside a transaction.'),
          close: async () => misuse('Records cannot be closed inside a transaction.'),
        }),
      ),
    close,
  }
}

function parts(database: Kysely<Database>): Omit<Records, 'transaction' | 'close'> {
  return {
    jobs: jobRecords(database),
    asks: askRecords(database),
    images: imageRecords(database),
    keys: keyRecords(database),
    ledger: ledgerRecords(database),
    idempotency: idempotencyRecords(database),
    files: fileRecords(database),
  }
}

function misuse(message: string): never {
  throw new Error(message)
}
