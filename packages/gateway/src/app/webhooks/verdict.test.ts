import { describe, expect, it } from 'vitest'

import type { SendOutcome } from '../../core/ports/webhook-sender.ts'
import type { Delivery } from '../../core/webhook.ts'
import { newDelivery } from './message.ts'
import { verdict } from './verdict.ts'

const NOW = 1_795_000_000_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('what becomes of a delivery', () => {
  it.each([200, 202, 204, 299])('delivered by a %i', (status) => {
    const change = verdict(tried(3), answered(status), NOW)

    expect(change).toEqual({ status: 'delivered', lastStatus: status, lastError: undefined, finishedAt: NOW })
  })

  it('failed by a 410, at once', () => {
    expect(verdict(tried(1), answered(410), NOW)).toMatchObject({ status: 'failed', finishedAt: NOW })
  })

  it.each([199, 301, 400, 404, 429, 500, 503])('tried again after a %i', (status) => {
    const change = verdict(tried(1), answered(status), NOW)

    expect(change.status).toBeUndefined()
    expect(change.lastError).toContain(String(status))
    expect((change.nextAt ?? 0) - NOW).toBeLessThan(6_000)
  })

  it('tried again when no answer came, with the reason', () => {
    const change = verdict(tried(1), { kind: 'unanswered', reason: 'Too slow.' }, NOW)

    expect(change).toMatchObject({ lastStatus: undefined, lastError: 'Too slow.' })
  })

  it('is tried for a day, in longer and longer pauses, and once more as the day ends', () => {
    const attempts = attemptsOf(answered(500))

    const hours = attempts.map((at) => Math.round((at / HOUR) * 100) / 100)
    expect([12, 13]).toContain(attempts.length)
    expect(attempts[1]).toBeCloseTo(5_000, -3)
    expect(hours[6]).toBeGreaterThan(0.8)
    expect(hours[6]).toBeLessThan(0.97)
    expect(hours.at(-1)).toBe(24)
  })

  it('is spread by a tenth, differently for every message', () => {
    const pauses = Array.from(
      { length: 200 },
      () => (verdict(tried(4), answered(500), NOW).nextAt ?? 0) - NOW,
    )

    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(4.5 * MINUTE)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(5.5 * MINUTE)
    expect(new Set(pauses).size).toBeGreaterThan(190)
  })

  it.each([
    [429, HOUR, HOUR],
    [503, HOUR, HOUR],
    [503, 100 * HOUR, 8 * HOUR],
    [500, HOUR, 5_000],
    [429, 1, 5_000],
  ])('after a %i that asks for a pause of %i ms waits about %i ms', (status, retryAfterMs, pause) => {
    const change = verdict(tried(1), { kind: 'answered', status, retryAfterMs }, NOW)

    const waited = (change.nextAt ?? 0) - NOW
    expect(waited).toBeGreaterThanOrEqual(pause * 0.9)
    expect(waited).toBeLessThanOrEqual(pause * 1.1)
  })
})

/** Times after its birth at which a message is attempted while it gets this outcome. */
function attemptsOf(outcome: SendOutcome): readonly number[] {
  const times: number[] = []
  let delivery = tried(0)
  while (delivery.status === 'pending') {
    times.push(delivery.nextAt - NOW)
    const taken = { ...delivery, attempts: delivery.attempts + 1 }
    delivery = { ...taken, ...verdict(taken, outcome, delivery.nextAt) }
  }
  return times
}

function answered(status: number): SendOutcome {
  return { kind: 'answered', status, retryAfterMs: undefined }
}

function tried(attempts: number): Delivery {
  const to = { endpointId: 'wh_1', target: 'wh_1', url: 'https://hooks.example/', ownerId: 'ann' }
  const message = { ...to, jobId: 'job_1', event: 'job.failed', body: '{}' } as const
  return { ...newDelivery(message, { at: NOW, now: NOW }), attempts }
}
