import { describe, expect, it } from 'vitest'
import { parse } from './parse.ts'

const counted = (prompt: string) => parse(prompt).subjects.map(({ key, count }) => `${count} ${key}`)

describe('reading a prompt', () => {
  it('counts what is counted and gives a plural three', () => {
    expect(counted('Three penguins playing guitar in a snowy forest')).toEqual(['3 penguin', '1 guitar'])
    expect(counted('Five balloons floating over a meadow')).toEqual(['5 balloon'])
    expect(counted('dogs in the park')).toEqual(['3 dog'])
    expect(counted('An octopus and a tropical fish underwater')).toEqual(['1 octopus', '1 goldfish'])
  })

  it('reads Chinese by the longest word', () => {
    expect(counted('夜晚的城市，一只猫在屋顶上')).toEqual(['1 cat'])
    expect(parse('夜晚的城市，一只猫在屋顶上')).toMatchObject({
      times: ['night'],
      places: ['city', 'rooftop'],
    })
    expect(counted('四只小狗在草地上玩球')).toEqual(['4 dog', '1 ball'])
    expect(parse('一个穿红色裙子的女孩在海边骑马，日落').subjects).toMatchObject([
      { key: 'girl', garment: '#d92626' },
      { key: 'horse', relation: 'riding' },
    ])
  })

  it('makes one being of an animal and its role', () => {
    expect(parse('A cat astronaut riding a horse on the moon').subjects).toMatchObject([
      { key: 'cat', role: 'astronaut' },
      { key: 'horse', relation: 'riding' },
    ])
    expect(parse('A panda chef making pizza').subjects[0]).toMatchObject({ key: 'panda', role: 'chef' })
  })

  it('gives a colour to the noun that follows it, and to the background when that follows', () => {
    expect(parse('Red sports car by the sea').subjects[0]).toMatchObject({
      key: 'sportscar',
      colour: '#d92626',
    })
    const shoe = parse('A white running shoe on a black background')
    expect(shoe.subjects[0]).toMatchObject({ key: 'shoe', colour: '#f5f5f2' })
    expect(shoe.backgroundColour).toBe('#23242a')
  })

  it('keeps quoted words exactly and draws none of them', () => {
    expect(parse('Poster that says "HELLO SUMMER" with palm trees')).toMatchObject({
      quotes: ['HELLO SUMMER'],
    })
    expect(parse("Logo for a coffee shop called 'Moonbeam'").quotes).toEqual(['Moonbeam'])
    expect(counted('A sign that says "CAT"')).toEqual([])
    expect(parse("a cat's head and a dog's bone").quotes).toEqual([])
  })

  it('never guesses a word it does not have', () => {
    expect(parse('a playful feeling of nostalgia').subjects).toEqual([])
    expect(parse('a quiet feeling of nostalgia in late capitalism').unknownOpening).toBe('feeling nostalgia')
    expect(parse('an aardvark in the forest').unknownOpening).toBe('aardvark')
    expect(parse('a cat with a frobnicator').unknownOpening).toBeUndefined()
  })

  it('reads a hostile prompt without failing, and only so far', () => {
    for (const prompt of [
      '',
      '   ',
      '\u0000\u0007',
      '🦄🔥',
      '‮abc',
      '</text><image href=file:///etc/passwd>',
      'a'.repeat(32_000),
      '"'.repeat(9_000),
      '( '.repeat(9_000),
    ]) {
      expect(parse(prompt).subjects.length).toBeLessThan(3)
    }
    expect(parse('cat dog '.repeat(4_000)).subjects.length).toBeLessThan(700)
  })
})
