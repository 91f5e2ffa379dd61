import { describe, expect, it } from 'vitest'
import { storyOf } from './story.ts'

describe('finding the scenes of a story', () => {
  it('reads numbered scenes', () => {
    expect(storyOf('Scene 1 - a fox wakes; Scene 2 - it swims; Scene 3 - it sleeps (3 images)', 3)).toEqual({
      scenes: ['a fox wakes', 'it swims', 'it sleeps'],
      named: true,
    })
  })

  it('reads the first scene right after a colon, without a space', () => {
    const prompt =
      'Generate four cinematic sci-fi storyboard scenes:Scene 1 — astronaut repairing a spacecraft;' +
      'Scene 2 — meteor strike in deep space;Scene 3 — emergency dodge in zero gravity;' +
      'Scene 4 — astronaut returning to ship.'

    expect(storyOf(prompt, 4).scenes).toEqual([
      'astronaut repairing a spacecraft',
      'meteor strike in deep space',
      'emergency dodge in zero gravity',
      'astronaut returning to ship',
    ])
    expect(storyOf('四格漫画：第一幕：一只猫；第二幕：一只狗', 4).scenes).toEqual(['一只猫', '一只狗'])
  })

  it('takes a number inside a word for no scene', () => {
    expect(storyOf('a homepage 1: a cat, a subframe 2: a dog', 2).named).toBe(false)
  })

  it('reads a list after a colon', () => {
    const prompt =
      'A four-panel comic about a cat astronaut: launch, space walk, alien encounter, return home. (4 images)'

    expect(storyOf(prompt, 4).scenes).toEqual(['launch', 'space walk', 'alien encounter', 'return home'])
  })

  it('gives fewer pictures when the prompt names fewer scenes, and never more than asked for', () => {
    expect(storyOf('A comic: one day, one night', 6).scenes).toHaveLength(2)
    expect(storyOf('A comic: a, b, c, d, e, f', 4).scenes).toHaveLength(4)
  })

  it('tells the same scene as often as asked for when the prompt names none', () => {
    expect(storyOf('a cat in the rain', 3)).toEqual({
      scenes: Array.from({ length: 3 }, () => 'a cat in the rain'),
      named: false,
    })
    expect(storyOf('Note: a cat, a dog', 2).named).toBe(false)
  })

  it('survives hostile prompts', () => {
    for (const prompt of [
      '',
      ':',
      'comic:',
      'scene 1 scene 2',
      'Scene 1: ; Scene 2: ;',
      'story: ' + 'a,'.repeat(16_000),
      'scene 1 - '.repeat(3_000),
    ]) {
      expect(storyOf(prompt, 4).scenes.length).toBeLessThanOrEqual(4)
      expect(storyOf(prompt, 4).scenes.length).toBeGreaterThan(0)
    }
  })
})
