import { describe, expect, it } from 'vitest'
import { parse } from '../src/parse/parse.ts'
import { coverage } from '../src/plan/coverage.ts'
import { planPanel } from '../src/plan/plan-panel.ts'
import { planPrompt } from '../src/plan/plan-prompt.ts'
import { readRecipe, writeRecipe } from '../src/plan/recipe.ts'
import { picturesOf } from '../src/pool/pictures-of.ts'
import { random, seedKey } from '../src/random.ts'
import { frameFor } from '../src/stage/frame.ts'
import type { Layers } from '../src/stage/layers.ts'
import { stage } from '../src/stage/stage.ts'
import { faultsIn } from './clean-svg.ts'
import { drawn } from './drawn.ts'
import { nastyPrompt } from './nasty-prompts.ts'

const PLANNED = 5_000
/** One in so many is staged, and one in so many drawn: they cover every kind of prompt. */
const STAGED = 25
const DRAWN = 125

const numbers = Array.from({ length: PLANNED }, (_, number) => number)

describe('5,000 nasty prompts', () => {
  it('each become a plan that its own recipe gives back, and few short words about what is missing', () => {
    for (const number of numbers) {
      const prompt = nastyPrompt(number)
      const { facts, plan, seeds } = planned(prompt)
      const recipe = { plan, seeds, looks: [] }
      const { missing, matched } = coverage(facts, plan, { transparent: false })
      const told = [...missing, ...matched]

      expect(readRecipe(writeRecipe(recipe)), `${number}: ${prompt.slice(0, 200)}`).toEqual(
        JSON.parse(JSON.stringify(recipe)),
      )
      expect(told.length).toBeLessThanOrEqual(48)
      expect(told.every((word) => word.length <= 40 && !/\p{Cc}/u.test(word))).toBe(true)
    }
  })

  it('become drawings without a trace of their markup', () => {
    for (const number of numbers.filter((at) => at % STAGED === 0)) {
      const prompt = nastyPrompt(number)
      const { plan, seeds } = planned(prompt)

      expect(
        faultsIn(svgOf(stage(plan, seeds, frameFor(512, 512)))),
        `${number}: ${prompt.slice(0, 200)}`,
      ).toEqual([])
    }
  })

  it('become pictures', async () => {
    for (const number of numbers.filter((at) => at % DRAWN === 0)) {
      const { bytes, width } = await drawn(nastyPrompt(number), { width: 160, height: 160, seed: number })

      expect(bytes.length, String(number)).toBeGreaterThan(500)
      expect(width).toBe(160)
    }
  })

  it('become stories of plans', () => {
    for (const number of numbers.filter((at) => at % 20 === 0)) {
      const jobs = picturesOf({
        prompt: nastyPrompt(number),
        model: 'sketch',
        width: 512,
        height: 512,
        seed: number,
        mode: 'sequence',
        count: 4,
        references: [],
        watermark: false,
        format: 'png',
        background: 'opaque',
      })

      expect(jobs.length).toBeGreaterThan(0)
      expect(jobs.length).toBeLessThanOrEqual(4)
      for (const job of jobs)
        if (job.panel)
          expect(planPanel(job, job.panel, seedKey([number])).plan.words.length).toBeLessThanOrEqual(600)
    }
  })
})

function planned(prompt: string) {
  const seed = seedKey([prompt])
  const facts = parse(prompt)
  return { facts, plan: planPrompt(facts, random(seed, 'plan')), seeds: { scene: seed, cast: seed } }
}

function svgOf({ behind, middle, shadow, subject, front, lettering }: Layers): string {
  return [behind, middle, shadow, subject, front, lettering].join('')
}
