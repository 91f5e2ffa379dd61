import type { Kysely } from 'kysely'

import type { Ask } from '../../core/job.ts'
import type { AskRecords } from '../../core/ports/records.ts'
import { fromJsonOrNull, toJson, toJsonOrNull } from './columns.ts'
import type { AskTable, Database } from './schema.ts'

export function askRecords(database: Kysely<Database>): AskRecords {
  const update = (jobId: string, part: number) =>
    database.updateTable('asks').where('job_id', '=', jobId).where('part', '=', part)

  return {
    async of(jobId) {
      const rows = await database
        .selectFrom('asks')
        .selectAll()
        .where('job_id', '=', jobId)
        .orderBy('part')
        .execute()
      return rows.map(askOf)
    },
    async open(jobId, pictures) {
      const first = await database
        .selectFrom('asks')
        .select('part')
        .where('job_id', '=', jobId)
        .limit(1)
        .executeTakeFirst()
      if (first !== undefined || pictures.length === 0) return
      await database.insertInto('asks').values(neverAsked(jobId, pictures)).execute()
    },
    async asked(jobId, part, at) {
      const { numUpdatedRows } = await update(jobId, part)
        .where('asked_at', 'is', null)
        .set({ asked_at: at })
        .executeTakeFirst()
      if (numUpdatedRows === 0n) {
        throw new Error(
          `Ask ${part} of ${jobId} was asked before, or was never opened; nothing may be asked twice.`,
        )
      }
    },
    async ticket(jobId, part, ticket) {
      const { numUpdatedRows } = await update(jobId, part)
        .set({ ticket: toJson(ticket) })
        .executeTakeFirst()
      requireRow(numUpdatedRows, jobId, part)
    },
    async answered(jobId, part, { at, fault }) {
      const { numUpdatedRows } = await update(jobId, part)
        .set({ answered_at: at, fault: toJsonOrNull(fault), fault_code: fault?.code ?? null })
        .executeTakeFirst()
      requireRow(numUpdatedRows, jobId, part)
    },
    async reset(jobId, part) {
      await database
        .deleteFrom('items')
        .where('job_id', '=', jobId)
        .where('part', '=', part)
        .where('image_id', 'is', null)
        .execute()
      const { numUpdatedRows } = await update(jobId, part)
        .set({ asked_at: null, ticket: null, answered_at: null, fault: null, fault_code: null })
        .executeTakeFirst()
      requireRow(numUpdatedRows, jobId, part)
    },
  }
}

/** What is not written down for a row that is not there would be lost in silence, and with it a purchase. */
function requireRow(updated: bigint, jobId: string, part: number): void {
  if (updated === 0n) throw new Error(`Ask ${part} of ${jobId} was never opened.`)
}

function neverAsked(jobId: string, pictures: readonly number[]): readonly AskTable[] {
  let next = 0
  return pictures.map((count, part) => {
    const first = next
    next += count
    return {
      job_id: jobId,
      part,
      first_index: first,
      pictures: count,
      asked_at: null,
      ticket: null,
      answered_at: null,
      fault: null,
      fault_code: null,
    }
  })
}

function askOf(row: AskTable): Ask {
  return {
    jobId: row.job_id,
    part: row.part,
    first: row.first_index,
    pictures: row.pictures,
    askedAt: row.asked_at ?? undefined,
    ticket: fromJsonOrNull(row.ticket),
    answeredAt: row.answered_at ?? undefined,
    fault: fromJsonOrNull(row.fault),
  }
}
