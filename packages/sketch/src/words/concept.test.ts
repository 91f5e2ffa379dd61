import { describe, expect, it } from 'vitest'
import concepts from '../data/concepts.json' with { type: 'json' }
import icons from '../data/icons.json' with { type: 'json' }
import { canDraw } from '../figures/figure-art.ts'
import { propNamed } from '../props/props.ts'
import { isSubject } from './concept.ts'

describe('the table of concepts', () => {
  it('has each key once, and each word for one concept only', () => {
    const words = concepts.flatMap(({ words: list }) => list.split(', ')).filter((word) => word !== '')

    expect(new Set(concepts.map(({ key }) => key)).size).toBe(concepts.length)
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([])
  })

  it('names only icons and drawings that exist', () => {
    const packed = new Set(icons.map(({ name }) => name))
    for (const { key, icon, face, drawn } of concepts) {
      for (const name of [icon, face]) if (name !== undefined) expect(packed, key).toContain(name)
      if (drawn !== undefined) expect(propNamed(drawn), key).toBeDefined()
    }
  })

  it('can draw every subject but those that only dress or group others', () => {
    const undrawn = concepts
      .filter(({ category, key }) => isSubject(category) && !canDraw(key))
      .map(({ key }) => key)

    expect(undrawn.toSorted()).toEqual(['couple', 'family', 'table'])
  })

  it('keeps words lower case and at most four long', () => {
    for (const { words } of concepts) {
      for (const word of words.split(', ')) {
        expect(word).toBe(word.toLowerCase())
        expect(word.split(' ').length).toBeLessThanOrEqual(4)
      }
    }
  })
})
