import { describe, expect, it } from 'vitest'
import { drawPicture } from '../src/draw-picture.ts'
import type { SketchOrder } from '../src/order.ts'
import { picturesOf } from '../src/pool/pictures-of.ts'

const order: SketchOrder = {
  prompt: '',
  model: 'sketch',
  width: 512,
  height: 512,
  seed: 2147483647,
  mode: 'sequence',
  count: 4,
  references: [],
  watermark: false,
  format: 'png',
  background: 'opaque',
}

const plans = async (prompt: string, count: number) =>
  Promise.all(
    picturesOf({ ...order, prompt, count }).map(async (job) => JSON.parse((await drawPicture(job)).recipe)),
  )

describe('an order of several pictures', () => {
  it('gives each independent picture its own seed, which stays in range', () => {
    expect(
      picturesOf({ ...order, mode: 'independent', count: 3 }).map(({ index, seed }) => [index, seed]),
    ).toEqual([
      [0, 2147483647],
      [1, 0],
      [2, 1],
    ])
  })

  it('always makes a PNG of a transparent picture', () => {
    expect(picturesOf({ ...order, format: 'jpeg', background: 'transparent' })[0]?.format).toBe('png')
  })

  it('tells a comic with the same hero in four places, each with its caption', async () => {
    const panels = await plans(
      'A four-panel comic about a cat astronaut: launch, space walk, alien encounter, return home.',
      4,
    )

    expect(panels.map(({ plan }) => plan.event)).toEqual(['launch', 'spacewalk', 'encounter', 'homecoming'])
    expect(panels.map(({ plan }) => plan.caption)).toEqual([
      'Launch',
      'Space walk',
      'Alien encounter',
      'Return home',
    ])
    expect(
      panels.map(({ plan }) => `${plan.actors[0].figure.key} ${plan.actors[0].figure.role} ${plan.styles}`),
    ).toEqual(Array(4).fill('cat astronaut comic'))
    expect(new Set(panels.map(({ seeds }) => seeds.cast)).size).toBe(1)
    expect(new Set(panels.map(({ seeds }) => seeds.scene)).size).toBe(4)
  })

  it('knows who "it" is', async () => {
    const panels = await plans('Scene 1 - a fox wakes; Scene 2 - it swims; Scene 3 - it sleeps', 4)

    expect(panels.map(({ plan }) => `${plan.actors[0].figure.key} ${plan.actors[0].figure.pose}`)).toEqual([
      'fox wave',
      'fox swim',
      'fox sleep',
    ])
  })
})
