import { describe, expect, it } from 'vitest'

import { metadata, prompt } from './field-types.ts'

describe('a prompt', () => {
  it('has room for 32,000 characters after trimming, an emoji counting once', () => {
    expect(prompt.safeParse(` ${'a'.repeat(32_000)} `).success).toBe(true)
    expect(prompt.safeParse('🦩'.repeat(32_000)).success).toBe(true)
  })

  it('has room for no more', () => {
    expect(prompt.safeParse('a'.repeat(32_001)).success).toBe(false)
    expect(prompt.safeParse('🦩'.repeat(32_001)).success).toBe(false)
    expect(prompt.safeParse('a'.repeat(10_000_000)).success).toBe(false)
  })
})

describe('metadata', () => {
  it('is small and flat', () => {
    const members = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]))

    expect(metadata.safeParse(members(64)).success).toBe(true)
    expect(metadata.safeParse(members(65)).success).toBe(false)
    expect(metadata.safeParse({ text: 'a'.repeat(1001) }).success).toBe(false)
    expect(metadata.safeParse({ list: [] }).success).toBe(false)
    expect(metadata.safeParse({ nothing: null }).success).toBe(false)
  })
})
