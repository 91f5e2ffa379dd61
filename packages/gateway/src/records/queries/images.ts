import type { Kysely } from 'kysely'

import type { FailedItem, Image } from '../../core/image.ts'
import type { ImageRecords } from '../../core/ports/records.ts'
import { fromJson, toJson } from './columns.ts'
import type { Database, ItemTable } from './schema.ts'

export function imageRecords(database: Kysely<Database>): ImageRecords {
  const pictures = () => database.selectFrom('items').selectAll().where('image_id', 'is not', null)
  const add = async (row: ItemTable) => {
    const { numInsertedOrUpdatedRows } = await database
      .insertInto('items')
      .values(row)
      .onConflict((place) => place.columns(['job_id', 'item_index']).doNothing())
      .executeTakeFirst()
    return (numInsertedOrUpdatedRows ?? 0n) > 0n
  }

  return {
    add: (image) => add(pictureRow(image)),
    addFailed: (item) => add(failedRow(item)),
    async of(jobId) {
      const rows = await pictures().where('job_id', '=', jobId).orderBy('item_index').execute()
      return rows.map(imageOf)
    },
    async failedOf(jobId) {
      const rows = await database
        .selectFrom('items')
        .selectAll()
        .where('job_id', '=', jobId)
        .where('image_id', 'is', null)
        .orderBy('item_index')
        .execute()
      return rows.map(failedOf)
    },
    async find(id) {
      const row = await pictures().where('image_id', '=', id).executeTakeFirst()
      return row && imageOf(row)
    },
    async findByBlob(blob, ownerId) {
      const row = await pictures()
        .where('blob', '=', blob)
        .where('job_id', 'in', database.selectFrom('jobs').select('id').where('owner_id', '=', ownerId))
        .orderBy('created_at', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row && imageOf(row)
    },
  }
}

function pictureRow(image: Image): ItemTable {
  return {
    job_id: image.jobId,
    item_index: image.index,
    part: image.part,
    image_id: image.id,
    blob: image.blob,
    media_type: image.mediaType,
    bytes: image.bytes,
    width: image.width,
    height: image.height,
    seed: image.seed ?? null,
    recipe: image.recipe ?? null,
    fault: null,
    fault_code: null,
    created_at: image.createdAt,
    removed_at: image.removedAt ?? null,
  }
}

function failedRow(item: FailedItem): ItemTable {
  return {
    job_id: item.jobId,
    item_index: item.index,
    part: item.part,
    image_id: null,
    blob: null,
    media_type: null,
    bytes: null,
    width: null,
    height: null,
    seed: null,
    recipe: null,
    fault: toJson(item.fault),
    fault_code: item.fault.code,
    created_at: item.createdAt,
    removed_at: null,
  }
}

function imageOf(row: ItemTable): Image {
  return {
    id: present(row.image_id, row),
    jobId: row.job_id,
    index: row.item_index,
    part: row.part,
    blob: present(row.blob, row),
    mediaType: present(row.media_type, row),
    bytes: present(row.bytes, row),
    width: present(row.width, row),
    height: present(row.height, row),
    seed: row.seed ?? undefined,
    recipe: row.recipe ?? undefined,
    createdAt: row.created_at,
    removedAt: row.removed_at ?? undefined,
  }
}

function failedOf(row: ItemTable): FailedItem {
  return {
    jobId: row.job_id,
    index: row.item_index,
    part: row.part,
    fault: fromJson(present(row.fault, row)),
    createdAt: row.created_at,
  }
}

function present<T>(value: T | null, row: ItemTable): T {
  if (value === null) throw new Error(`Item ${row.item_index} of ${row.job_id} is half a picture.`)
  return value
}
