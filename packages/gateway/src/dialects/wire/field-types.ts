import { z } from 'zod'

import type { JsonValue } from '../../core/json.ts'

/**
 * Wire types that explain themselves: the `error` of each ends the sentence "… must be". They are as strict as
 * JSON is; the text of a form field is parsed before they see it.
 */

export function wholeNumber(min: number, max: number): z.ZodInt {
  const error = `a whole number from ${min} to ${max}`
  return z.int({ error }).min(min, { error }).max(max, { error })
}

export function oneOf<const Words extends readonly [string, ...string[]]>(
  words: Words,
): z.ZodEnum<{ [Word in Words[number]]: Word }> {
  return z.enum(words, { error: words.map((word) => `"${word}"`).join(' or ') })
}

export function text(max: number): z.ZodString {
  const error = `text of 1 to ${max} characters`
  return z.string({ error }).min(1, { error }).max(max, { error })
}

export const trueOrFalse = z.boolean({ error: 'true or false' })

export const anyWholeNumber = z.int({ error: 'a whole number' })

export const anyNumber = z.number({ error: 'a number' })

const PROMPT_CHARACTERS = 32_000
const PROMPT_RULE = { error: 'text of 1 to 32,000 characters after trimming' }

export const prompt = z
  .string(PROMPT_RULE)
  .trim()
  .min(1, PROMPT_RULE)
  .refine(fitsPrompt, { ...PROMPT_RULE, params: { rule: 'length' } })

/** Characters, not UTF-16 units: an emoji counts once. Only a text near the limit is counted one by one. */
function fitsPrompt(written: string): boolean {
  if (written.length <= PROMPT_CHARACTERS) return true
  return written.length <= 2 * PROMPT_CHARACTERS && Array.from(written).length <= PROMPT_CHARACTERS
}

const METADATA_MEMBERS = 64
const METADATA_RULE = {
  error: `an object of at most ${METADATA_MEMBERS} members, each text of at most 1,000 characters, a number, true or false`,
}

/** Kept with every job, so it stays small. */
export const metadata = z
  .record(z.string(), z.unknown(), METADATA_RULE)
  .refine(isMetadata, { ...METADATA_RULE, params: { rule: 'metadata.form' } })

function isMetadata(value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, JsonValue>> {
  const members = Object.entries(value)
  return (
    members.length <= METADATA_MEMBERS &&
    members.every(([key, member]) => key.length <= 100 && isScalar(member))
  )
}

function isScalar(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= 1000
  return typeof value === 'number' || typeof value === 'boolean'
}
