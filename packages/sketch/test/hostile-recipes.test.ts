import { describe, expect, it } from 'vitest'
import { readRecipe, type Recipe } from '../src/plan/recipe.ts'
import { frameFor } from '../src/stage/frame.ts'
import { stage } from '../src/stage/stage.ts'
import { faultsIn } from './clean-svg.ts'
import { drawn, upload } from './drawn.ts'

const EVIL: readonly unknown[] = [
  null,
  undefined,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  '__proto__',
  'constructor',
  'toString',
  '"/><image href="file:///etc/passwd"/>',
  '<script>evil()</script>',
  'url(http://127.0.0.1/)',
  'x'.repeat(100_000),
  [],
  {},
  [[[[]]]],
  { toString: 'evil', length: 1e9 },
  true,
]

const PROMPTS = [
  'Girl in a red dress holding the cat by the sea at night, watercolor',
  'Poster that says "HELLO SUMMER" with palm trees, close-up',
]

describe('a hostile recipe', () => {
  it('is refused or made harmless, whichever value in it is replaced', async () => {
    for (const prompt of PROMPTS) {
      const seen = new Set<string>()
      const honest: unknown = JSON.parse((await drawn(prompt, { width: 64, height: 64 })).recipe)
      for (const path of pathsIn(honest)) {
        for (const evil of EVIL) {
          const read = readRecipe(JSON.stringify(replaced(honest, path, evil)))
          if (!read || seen.has(JSON.stringify(read))) continue
          seen.add(JSON.stringify(read))
          expect(keptFrom(read), `${path.join('.')} = ${String(evil).slice(0, 40)}`).toEqual([])
        }
      }
    }
  })

  it.each([
    ['not JSON', '{"sketch":1'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '1e999'],
    ['nested without end', '['.repeat(20_000)],
    ['a million characters', JSON.stringify({ sketch: 1, filler: 'x'.repeat(1_000_000) })],
    ['a prototype', '{"__proto__":{"sketch":1},"plan":{},"seeds":{}}'],
  ])('that is %s makes its picture an upload', async (_, recipe) => {
    const references = [{ bytes: await upload('#3060c0'), recipe }]
    const edited = await drawn('add a hat', { references, width: 128, height: 128 })

    expect(readRecipe(recipe)).toBeUndefined()
    expect(edited.notApplied).toHaveLength(1)
    expect(Object.prototype).not.toHaveProperty('sketch')
  })
})

/** The faults of the picture that a recipe which was let through would make. Texts may stay: they are escaped. */
function keptFrom({ plan, seeds, looks }: Recipe): string[] {
  const { behind, middle, shadow, subject, front, lettering } = stage(plan, seeds, frameFor(512, 512))
  return [
    ...faultsIn([behind, middle, shadow, subject, front, lettering].join('')),
    ...(looks.length > 12 ? ['too many looks'] : []),
  ]
}

type Path = readonly (string | number)[]

/** The way to every value of a recipe, the recipe's own parts too. */
function pathsIn(value: unknown, before: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [before]
  return [before, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...before, key]))]
}

function replaced(value: unknown, [key, ...rest]: Path, evil: unknown): unknown {
  if (key === undefined) return evil
  const copy = structuredClone(value)
  if (typeof copy !== 'object' || copy === null) return copy
  return Object.assign(copy, { [key]: replaced(Reflect.get(copy, key), rest, evil) })
}
