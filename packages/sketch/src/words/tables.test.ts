import { describe, expect, it } from 'vitest'
import concepts from '../data/concepts.json' with { type: 'json' }
import events from '../data/events.json' with { type: 'json' }
import icons from '../data/icons.json' with { type: 'json' }
import rooms from '../data/rooms.json' with { type: 'json' }
import topics from '../data/topics.json' with { type: 'json' }
import vocabulary from '../data/vocabulary.json' with { type: 'json' }
import { HEADGEAR } from '../figures/headgear.ts'
import { TRIMS } from '../figures/trims.ts'
import { OUTFITS } from '../plan/outfits.ts'
import { EVENTS, PLACES, POSES, SKIES, WEATHERS } from '../plan/plan.ts'
import { propNamed } from '../props/props.ts'
import { packedIcon } from '../svg/shipped.ts'
import { CONCEPTS } from './concept.ts'

const isDrawable = (art: string): boolean => propNamed(art) !== undefined || packedIcon(art) !== undefined
/** Blocks of infographics drawn by hand. */
const MODELS = ['solar', 'wind', 'hydro', 'storage', 'beans']

describe('the tables Sketch draws from', () => {
  it('have at least 900 English and 500 Chinese words', () => {
    const words = concepts.flatMap(({ words: list }) => list.split(', '))
    const chinese = words.filter((word) => /^[\u4e00-\u9fff]/.test(word))

    expect(words.length - chinese.length).toBeGreaterThanOrEqual(900)
    expect(chinese.length).toBeGreaterThanOrEqual(500)
  })

  it('pack every icon, with what is visible and where one sits inside its square', () => {
    for (const { name, seat = [] } of icons as { name: string; seat?: number[] }[]) {
      const [left = -1, top = -1, right = 2, bottom = 2] = packedIcon(name)?.box ?? []
      const shares = [left, top, right, bottom, ...seat]
      expect(Math.min(...shares), name).toBeGreaterThanOrEqual(0)
      expect(Math.max(...shares), name).toBeLessThanOrEqual(1)
      expect(left, name).toBeLessThan(right)
      expect(top, name).toBeLessThan(bottom)
    }
  })

  it('give deeds a tool that can be held, and trades a mark that can be drawn', () => {
    for (const concept of CONCEPTS.values()) {
      for (const key of [concept.tool, concept.mark]) {
        if (key !== undefined && key !== '') expect(CONCEPTS.get(key)?.category, concept.key).toBeDefined()
      }
      if (concept.place !== undefined) expect(PLACES, concept.key).toContain(concept.place)
      if (concept.pose !== undefined) expect(POSES, concept.key).toContain(concept.pose)
      for (const shown of concept.shows?.split(', ') ?? []) expect(CONCEPTS.has(shown), shown).toBe(true)
    }
  })

  it('dress every role in headgear, trim and tools that exist', () => {
    const roles = concepts.filter(({ category }) => category === 'role').map(({ key }) => key)

    expect([...OUTFITS.keys()].toSorted()).toEqual(roles.toSorted())
    for (const [role, { headgear = 'crown', trim = 'belt', tool = 'book', pose = 'stand' }] of OUTFITS) {
      expect(HEADGEAR, role).toHaveProperty(headgear)
      expect(TRIMS, role).toHaveProperty(trim)
      expect(CONCEPTS.has(tool), role).toBe(true)
      expect(POSES, role).toContain(pose)
    }
  })

  it('furnish rooms and occasions with drawings that exist, at places that exist', () => {
    expect(Object.keys(events)).toEqual([...EVENTS])
    expect(
      concepts
        .filter(({ category }) => category === 'event')
        .map(({ key }) => key)
        .toSorted(),
    ).toEqual([...EVENTS].toSorted())
    for (const [name, row] of Object.entries<Record<string, unknown>>(events)) {
      expect(PLACES, name).toContain(row['place'])
      if (row['sky'] !== undefined) expect(SKIES, name).toContain(row['sky'])
      if (row['weather'] !== undefined) expect(WEATHERS, name).toContain(row['weather'])
      for (const { art } of (row['props'] ?? []) as { art: string }[]) expect(isDrawable(art), art).toBe(true)
    }
    for (const [name, { items }] of Object.entries(rooms)) {
      expect(PLACES).toContain(name)
      for (const { art } of items) expect(isDrawable(art), art).toBe(true)
    }
  })

  it('explain at least ten topics with four or five drawn items each', () => {
    expect(Object.keys(topics).length).toBeGreaterThanOrEqual(10)
    for (const [name, { items }] of Object.entries(topics)) {
      expect(items.length, name).toBeGreaterThanOrEqual(4)
      for (const { icon } of items) expect(MODELS.includes(icon) || isDrawable(icon), icon).toBe(true)
    }
  })

  it('know every place, time and weather the words name', () => {
    const named = (category: string): string[] =>
      concepts.filter((row) => row.category === category).map(({ key }) => key)

    for (const place of named('place')) expect(PLACES).toContain(place)
    for (const weather of named('weather')) expect(WEATHERS).toContain(weather)
    for (const time of named('time')) expect(SKIES).toContain(time)
    for (const [hex] of Object.values(vocabulary.colours)) expect(hex).toMatch(/^#[0-9a-f]{6}$/)
  })
})
