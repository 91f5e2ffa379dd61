import type { Kysely } from 'kysely'

import type { BlobKey } from '../../core/ports/blob-store.ts'
import type { Removed, RetentionRecords } from '../../core/ports/retention-records.ts'
import { blobsOf, naming, oldDeliveries, oldIdempotency, oldImages, oldJobs } from './old-rows.ts'
import type { Database } from './schema.ts'

const NOTHING: Removed = { rows: 0, blobs: [] }

export function retentionRecords(database: Kysely<Database>): RetentionRecords {
  return {
    async removeImages({ at, ...old }) {
      const rows = await oldImages(database, old).execute()
      if (rows.length === 0) return NOTHING
      const ids = rows.map((row) => row.image_id)
      await database.updateTable('items').set({ removed_at: at }).where('image_id', 'in', ids).execute()
      return { rows: rows.length, blobs: blobsIn(rows) }
    },
    async removeJobs(old) {
      const ids = (await oldJobs(database, old).execute()).map(({ id }) => id)
      if (ids.length === 0) return NOTHING
      const blobs = await Promise.all(blobsOf(database, ids).map((query) => query.execute()))
      await database.deleteFrom('webhook_deliveries').where('job_id', 'in', ids).execute()
      await database.deleteFrom('idempotency').where('job_id', 'in', ids).execute()
      await database.deleteFrom('jobs').where('id', 'in', ids).execute()
      return { rows: ids.length, blobs: blobsIn(blobs.flat()) }
    },
    async removeIdempotency(old) {
      const { numDeletedRows } = await database
        .deleteFrom('idempotency')
        .where((is) =>
          is(
            is.refTuple('key_id', 'idempotency_key'),
            'in',
            oldIdempotency(database, old).$asTuple('key_id', 'idempotency_key'),
          ),
        )
        .executeTakeFirst()
      return { rows: Number(numDeletedRows), blobs: [] }
    },
    async removeDeliveries(old) {
      const { numDeletedRows } = await database
        .deleteFrom('webhook_deliveries')
        .where('id', 'in', oldDeliveries(database, old))
        .executeTakeFirst()
      return { rows: Number(numDeletedRows), blobs: [] }
    },
    async unnamed(blobs) {
      if (blobs.length === 0) return []
      const named = await Promise.all(naming(database, blobs).map((query) => query.execute()))
      const kept = new Set(blobsIn(named.flat()))
      return blobs.filter((blob) => !kept.has(blob))
    },
  }
}

/** A place where no picture came has none. */
function blobsIn(rows: readonly { readonly blob: BlobKey | null }[]): readonly BlobKey[] {
  return rows.flatMap(({ blob }) => (blob === null ? [] : [blob]))
}
