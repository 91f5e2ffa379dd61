import { describe, expect, it } from 'vitest'
import concepts from '../src/data/concepts.json' with { type: 'json' }
import { PLACES, SKIES, type Plan } from '../src/plan/plan.ts'
import { parse } from '../src/parse/parse.ts'
import { planPrompt } from '../src/plan/plan-prompt.ts'
import { random } from '../src/random.ts'
import { frameFor } from '../src/stage/frame.ts'
import { stage } from '../src/stage/stage.ts'
import { isSubject } from '../src/words/concept.ts'
import { drawn } from './drawn.ts'

const seeds = { scene: 'a'.repeat(32), cast: 'b'.repeat(32) }
const planned = (prompt: string): Plan => planPrompt(parse(prompt), random('seed', 'plan'))
const staged = (plan: Plan) => stage(plan, seeds, frameFor(256, 256))

describe('every row of the tables', () => {
  it('that names a thing puts it in the picture by its first word, and no number is lost', () => {
    for (const { category, key, words } of concepts) {
      if (!isSubject(category) || key === 'table') continue
      const plan = planned(`a ${words.split(', ')[0] ?? ''}`)
      const { subject, behind } = staged(plan)
      expect(plan.kind, key).not.toBe('card')
      expect(subject.length + behind.length, key).toBeGreaterThan(500)
      expect(subject + behind, key).not.toMatch(/NaN|undefined|Infinity/)
    }
  })

  it('that names a place has a place for every sky', () => {
    for (const place of PLACES) {
      for (const sky of SKIES) {
        const { behind, middle, front } = staged({ ...planned('a cat'), place, sky })
        expect(behind.length, place).toBeGreaterThan(200)
        expect(behind + middle + front, `${place} ${sky}`).not.toMatch(/NaN|undefined|Infinity/)
      }
    }
  })

  it('draws to pixels at 256 by 256', { timeout: 120_000 }, async () => {
    const kinds = concepts.filter(({ category }) => isSubject(category))
    const some = kinds.filter((_, at) => at % 12 === 0)
    for (const { key, words } of some) {
      const { bytes } = await drawn(`a ${words.split(', ')[0] ?? ''}`, { width: 256, height: 256 })
      expect(bytes.length, key).toBeGreaterThan(2_000)
    }
  })
})
