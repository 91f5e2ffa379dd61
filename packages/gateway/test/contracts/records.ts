import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Records } from '../../src/core/ports/records.ts'
import { askChapter } from './records/asks.ts'
import { auditChapter } from './records/audit.ts'
import { deliveryChapter } from './records/deliveries.ts'
import { dueChapter } from './records/due.ts'
import { fileChapter } from './records/files.ts'
import { idempotencyChapter } from './records/idempotency.ts'
import { imageChapter } from './records/images.ts'
import { jobChapter } from './records/jobs.ts'
import { keyChapter } from './records/keys.ts'
import { ledgerChapter } from './records/ledger.ts'
import { retentionChapter } from './records/retention.ts'
import { reconciliationChapter } from './records/reconciliation.ts'
import { transactionChapter } from './records/transactions.ts'
import { webhookChapter } from './records/webhooks.ts'
import { entry, image, key, newJob } from './records/samples.ts'

export interface OpenRecords {
  readonly records: Records
  /** Closes them and opens the same ones again; left out where nothing outlives a close. */
  readonly reopen?: () => Promise<Records>
}

/** Every kind of records passes these, on an empty database for each test. */
export function recordsContract(name: string, open: () => Promise<OpenRecords>): void {
  describe(`${name} keeps the Records contract`, () => {
    let opened: OpenRecords
    let records: Records

    beforeEach(async () => {
      opened = await open()
      records = opened.records
    })
    afterEach(() => records.close())

    const current = (): Records => records
    describe('jobs', () => jobChapter(current))
    describe('work that is due', () => dueChapter(current))
    describe('asks', () => askChapter(current))
    describe('images', () => imageChapter(current))
    describe('keys', () => keyChapter(current))
    describe('ledger', () => ledgerChapter(current))
    describe('idempotency', () => idempotencyChapter(current))
    describe('files', () => fileChapter(current))
    describe('webhooks', () => webhookChapter(current))
    describe('webhook deliveries', () => deliveryChapter(current))
    describe('audit log', () => auditChapter(current))
    describe('retention', () => retentionChapter(current))
    describe('reconciliation', () => reconciliationChapter(current))
    describe('transactions', () => transactionChapter(current))

    it('still has everything after it was closed and opened again', async ({ skip }) => {
      if (!opened.reopen) return skip('nothing outlives a close')
      const job = await records.jobs.insert(newJob('job_1'))
      await records.asks.open('job_1', [1])
      await records.asks.asked('job_1', 0, 5)
      await records.images.add(image('img_1', { jobId: 'job_1', index: 0 }))
      await records.keys.insert(key('key_1'), 'hash-1')
      await records.ledger.add(entry('job_1', 'reserve', { micros: 900, at: 5 }))

      records = await opened.reopen()

      expect(await records.jobs.find('job_1')).toEqual(job)
      expect((await records.asks.of('job_1')).map((ask) => ask.askedAt)).toEqual([5])
      expect(await records.images.of('job_1')).toEqual([image('img_1', { jobId: 'job_1', index: 0 })])
      expect(await records.keys.findByHash('hash-1')).toEqual(key('key_1'))
      expect(await records.ledger.committed('key_1', 0)).toBe(900)
    })
  })
}
