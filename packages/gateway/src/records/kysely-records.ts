import type { Kysely } from 'kysely'

import type { Records } from '../core/ports/records.ts'
import { askRecords } from './queries/asks.ts'
import { auditRecords } from './queries/audit.ts'
import { deliveryRecords } from './queries/deliveries.ts'
import { fileRecords } from './queries/files.ts'
import { idempotencyRecords } from './queries/idempotency.ts'
import { imageRecords } from './queries/images.ts'
import { jobRecords } from './queries/jobs.ts'
import { keyRecords } from './queries/keys.ts'
import { ledgerRecords } from './queries/ledger.ts'
import { reconciliationRecords } from './queries/reconciliation.ts'
import { retentionRecords } from './queries/retention.ts'
import type { Database } from './queries/schema.ts'
import { webhookRecords } from './queries/webhooks.ts'

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
    webhooks: webhookRecords(database),
    deliveries: deliveryRecords(database),
    audit: auditRecords(database),
    reconciliation: reconciliationRecords(database),
    retention: retentionRecords(database),
  }
}

function misuse(message: string): never {
  throw new Error(message)
}
