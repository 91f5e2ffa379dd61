import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { paced } from './pace.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('works at once for whoever asks first, and once more for all who ask in the pause', async () => {
  const { pace, begun } = working()
  for (let time = 0; time < 100; time += 1) pace.ask()
  await vi.advanceTimersByTimeAsync(0)
  const atOnce = [...begun]
  for (let time = 0; time < 100; time += 1) pace.ask()

  await vi.advanceTimersByTimeAsync(500)

  expect(atOnce).toEqual([0])
  expect(begun).toEqual([0, 50])
})

it('works once more for whoever asks while it works, and never twice at a time', async () => {
  const { pace, begun } = working(120)
  pace.ask()
  await vi.advanceTimersByTimeAsync(10)
  pace.ask()

  await vi.advanceTimersByTimeAsync(500)

  expect(begun).toEqual([0, 120])
})

it('does not wait longer because the clock was set back', async () => {
  const { pace, begun } = working()
  pace.ask()
  await vi.advanceTimersByTimeAsync(0)
  vi.setSystemTime(Date.now() - 3_600_000)
  pace.ask()

  await vi.advanceTimersByTimeAsync(50)

  expect(begun).toHaveLength(2)
})

it('begins nothing more once it is stopped, and waits for what is under way', async () => {
  const { pace, begun, ended } = working(120)
  pace.ask()
  pace.ask()
  const stopped = pace.stop()
  pace.ask()

  await vi.advanceTimersByTimeAsync(500)
  await stopped

  expect([begun, ended]).toEqual([[0], [120]])
})

function working(lastsMs = 0) {
  const start = Date.now()
  const begun: number[] = []
  const ended: number[] = []
  const work = async (): Promise<void> => {
    begun.push(Date.now() - start)
    if (lastsMs > 0) await new Promise((resolve) => setTimeout(resolve, lastsMs))
    ended.push(Date.now() - start)
  }
  return { pace: paced({ work, pauseMs: 50, clock: { now: () => Date.now() } }), begun, ended }
}
