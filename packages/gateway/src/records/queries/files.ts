import type { Kysely } from 'kysely'

import type { FileRecords, StoredFile } from '../../core/ports/records.ts'
import type { Database, FileTable } from './schema.ts'

export function fileRecords(database: Kysely<Database>): FileRecords {
  return {
    async insert(file) {
      await database.insertInto('files').values(rowOf(file)).execute()
    },
    async find(id) {
      const row = await database.selectFrom('files').selectAll().where('id', '=', id).executeTakeFirst()
      return row && fileOf(row)
    },
    async list(ownerId) {
      const rows = await database
        .selectFrom('files')
        .selectAll()
        .where('owner_id', '=', ownerId)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .execute()
      return rows.map(fileOf)
    },
    async remove(id) {
      await database.deleteFrom('files').where('id', '=', id).execute()
    },
  }
}

function rowOf(file: StoredFile): FileTable {
  return {
    id: file.id,
    owner_id: file.ownerId,
    blob: file.blob,
    name: file.name,
    bytes: file.bytes,
    created_at: file.createdAt,
  }
}

function fileOf(row: FileTable): StoredFile {
  return {
    id: row.id,
    ownerId: row.owner_id,
    blob: row.blob,
    name: row.name,
    bytes: row.bytes,
    createdAt: row.created_at,
  }
}
