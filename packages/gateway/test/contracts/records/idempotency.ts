import { expect, it } from 'vitest'

import type { Chapter } from './samples.ts'

export const idempotencyChapter: Chapter = (records) => {
  const remembered = {
    keyId: 'key_1',
    idempotencyKey: 'once',
    bodyHash: 'body',
    jobId: 'job_1',
    createdAt: 100,
  }

  it('remembers the job of an idempotency key, for each API key apart', async () => {
    await records().idempotency.put(remembered)

    expect(await records().idempotency.find('key_1', 'once')).toEqual({
      jobId: 'job_1',
      bodyHash: 'body',
    })
    expect(await records().idempotency.find('key_2', 'once')).toBeUndefined()
    expect(await records().idempotency.find('key_1', 'twice')).toBeUndefined()
  })

  it('takes another in its place', async () => {
    await records().idempotency.put(remembered)
    await records().idempotency.put({ ...remembered, bodyHash: 'new', jobId: 'job_2', createdAt: 200 })

    expect(await records().idempotency.find('key_1', 'once')).toEqual({ jobId: 'job_2', bodyHash: 'new' })
  })
}
