import { describe, expect, it } from 'vitest'
import { parse } from '../parse/parse.ts'
import { random } from '../random.ts'
import { planPrompt } from './plan-prompt.ts'
import { readRecipe, writeRecipe, type Recipe } from './recipe.ts'

const seed = '0123456789abcdef0123456789abcdef'
const recipe: Recipe = {
  plan: planPrompt(parse('A cat astronaut riding a horse, "HELLO"'), random('s', 'plan')),
  seeds: { scene: seed, cast: seed },
  looks: ['warmer'],
}

/** The recipe as JSON with one thing in it changed. */
function tampered(change: (row: Record<string, never> & { plan: Record<string, unknown> }) => void): string {
  const row = JSON.parse(writeRecipe(recipe))
  change(row)
  return JSON.stringify(row)
}

describe('a recipe from outside', () => {
  it('is read back as it was written', () => {
    expect(readRecipe(writeRecipe(recipe))).toEqual(recipe)
  })

  it('is refused when it is no recipe', () => {
    for (const text of [
      undefined,
      '',
      '{}',
      'null',
      '[]',
      '1',
      '{"sketch":1}',
      '{"sketch":1,"plan":null}',
      'x'.repeat(50_000),
      '{"sketch":1,'.repeat(2_000),
    ]) {
      expect(readRecipe(text)).toBeUndefined()
    }
  })

  it('is refused when a name is not on its list', () => {
    for (const change of [
      { place: '../../etc/passwd' },
      { sky: 'constructor' },
      { styles: ['__proto__'] },
      { palette: ['url(#x)'] },
      { eyes: 'red"/><image href="file:///etc/passwd"/>' },
      { topic: 'toString' },
      { actors: [{ figure: { ...recipe.plan.actors[0]?.figure, key: 'forest' } }] },
      { actors: [{ figure: { ...recipe.plan.actors[0]?.figure, role: 'cat' } }] },
      { actors: [{ figure: { ...recipe.plan.actors[0]?.figure, count: 1e9 } }] },
      { actors: Array.from({ length: 9 }, () => recipe.plan.actors[0]) },
      { words: 'x'.repeat(601) },
      { lettering: ['x'.repeat(61)] },
    ]) {
      expect(
        readRecipe(tampered((row) => Object.assign(row.plan, change))),
        JSON.stringify(change),
      ).toBeUndefined()
    }
  })

  it('loses what it does not name', () => {
    const text = tampered((row) => Object.assign(row.plan, { extra: '<image/>' }))

    expect(readRecipe(text)).toEqual(recipe)
  })
})
