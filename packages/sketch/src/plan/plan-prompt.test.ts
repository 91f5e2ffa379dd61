import { describe, expect, it } from 'vitest'
import { parse } from '../parse/parse.ts'
import { random } from '../random.ts'
import { planPrompt } from './plan-prompt.ts'

const planned = (prompt: string) => planPrompt(parse(prompt), random('seed', 'plan'))

describe('planning a picture', () => {
  it('draws a card when it does not know the main thing, and keeps the place it knows', () => {
    expect(planned('An aardvark in the forest')).toMatchObject({ kind: 'card', place: 'forest' })
    expect(planned('A quiet feeling of nostalgia in late capitalism').kind).toBe('card')
    expect(planned('Vintage travel poster of Paris')).toMatchObject({ kind: 'card', poster: true })
    expect(planned('').kind).toBe('card')
  })

  it('draws the place itself when nothing else is named', () => {
    expect(planned('sunset over the mountains')).toMatchObject({
      kind: 'scene',
      place: 'mountain',
      sky: 'sunset',
    })
  })

  it('folds what is held, played, ridden and worn into the one who does it', () => {
    expect(planned('Girl holding the cat').actors).toMatchObject([
      { figure: { key: 'girl' }, holds: { key: 'cat' } },
    ])
    expect(planned('Three penguins playing guitar').actors).toMatchObject([
      { figure: { key: 'penguin', count: 3 }, plays: { key: 'guitar' } },
    ])
    expect(planned('A cat riding a horse').actors).toMatchObject([
      { figure: { key: 'cat' }, rides: { key: 'horse' } },
    ])
    expect(planned('A cat with a scarf and a top hat').actors).toMatchObject([
      { figure: { key: 'cat', hat: true, scarf: '#d92626' } },
    ])
    expect(planned('A vase of sunflowers on a wooden table')).toMatchObject({
      table: true,
      actors: [{ figure: { key: 'vase' }, holds: { key: 'sunflower' } }],
    })
  })

  it('makes a family of four of two grown-ups and two children', () => {
    expect(planned('A family of four in front of a house').actors.map(({ figure }) => figure.key)).toEqual([
      'man',
      'woman',
      'girl',
      'boy',
      'house',
    ])
  })

  it('lifts into the air what flies over something', () => {
    expect(planned('A dragon flying over a castle').actors[0]?.figure.pose).toBe('fly')
    expect(planned('A whale swimming through clouds above a city')).toMatchObject({
      place: 'city',
      clouds: true,
      actors: [{ figure: { pose: 'fly' } }],
    })
  })

  it('chooses a close-up, an emblem, a diagram or shapes by the words for them', () => {
    expect(planned("A fisheye close-up of a cat's head")).toMatchObject({
      kind: 'portrait',
      fisheye: true,
      headOnly: true,
    })
    expect(planned("Logo for a coffee shop called 'Moonbeam'")).toMatchObject({
      kind: 'emblem',
      lettering: ['Moonbeam'],
    })
    expect(planned('Infographic about coffee')).toMatchObject({ kind: 'infographic', topic: 'coffee' })
    expect(planned('Abstract composition of circles in blue and orange')).toMatchObject({
      kind: 'abstract',
      topic: 'circles',
    })
  })
})
