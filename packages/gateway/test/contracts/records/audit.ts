import { expect, it } from 'vitest'

import type { AuditEntry } from '../../../src/core/ports/records.ts'
import type { Chapter } from './samples.ts'

export const auditChapter: Chapter = (records) => {
  it('tells who did what to a thing, in order, and nothing of other things', async () => {
    const later = entryOf('aud_2', { at: 20, actorKeyId: undefined, details: {} })
    const first = entryOf('aud_1', { at: 10 })
    await records().audit.add(later)
    await records().audit.add(first)
    await records().audit.add(entryOf('aud_3', { subject: 'job_2' }))

    expect(await records().audit.of('job_1')).toEqual([first, later])
    expect(await records().audit.of('job_9')).toEqual([])
  })
}

function entryOf(id: string, change: Partial<AuditEntry>): AuditEntry {
  return {
    id,
    at: 15,
    actorKeyId: 'key_1',
    action: 'job.resolve',
    subject: 'job_1',
    details: { resolution: 'bought' },
    ...change,
  }
}
