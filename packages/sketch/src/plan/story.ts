import { LONGEST_PROMPT } from '../limits.ts'

export interface Story {
  /** What each picture shows, in order. */
  readonly scenes: readonly string[]
  /** The prompt itself names the scenes. */
  readonly named: boolean
}

const MOST_SCENES = 15

/**
 * The scenes of a story: "Scene 1 - …; Scene 2 - …", "four panels: a, b, c, d" or "a cat: wakes, eats, sleeps".
 * A prompt without scenes gives `count` pictures of the same thing.
 */
export function storyOf(prompt: string, count: number): Story {
  const most = Math.max(1, Math.min(MOST_SCENES, Math.floor(count)))
  const readable = prompt.slice(0, LONGEST_PROMPT)
  const scenes = numbered(readable) ?? listed(readable)
  if (!scenes) return { scenes: Array.from({ length: most }, () => prompt), named: false }
  return { scenes: scenes.slice(0, most), named: true }
}

const MARK =
  /(?:^|[^\p{L}\p{N}])(?:scene|panel|picture|image|frame|step|page|第)\s*(\d{1,2}|one|two|three|four|five|six|一|二|三|四|五|六)\s*(?:幕|格|张|页)?\s*[-–—:：.)]\s*/giu

function numbered(prompt: string): string[] | undefined {
  const marks = [...prompt.matchAll(MARK)]
  if (marks.length < 2) return undefined
  const scenes = marks
    .map((mark, at) => prompt.slice(mark.index + mark[0].length, marks[at + 1]?.index ?? prompt.length))
    .map(trimmed)
    .filter((scene) => scene !== '')
  return scenes.length > 0 ? scenes : undefined
}

/** What follows a colon, cut at commas; short items only, so that a sentence is never taken for a list. */
function listed(prompt: string): string[] | undefined {
  const colon = prompt.search(/[:：]/)
  if (
    colon < 0 ||
    !/comic|panel|story|sequence|series|strip|scenes|steps|漫画|故事|四格|组图/iu.test(prompt.slice(0, colon))
  )
    return undefined
  const list = prompt.slice(colon + 1).replace(/\([^)]*\)\s*\.?\s*$/, '')
  const items = list.split(/[;；]/).length > 1 ? list.split(/[;；]/) : list.split(/,|，|、|\band\b(?=[^,]*$)/)
  const scenes = items.map(trimmed).filter((item) => item !== '')
  return scenes.length >= 2 && scenes.every((scene) => scene.length <= 120) ? scenes : undefined
}

function trimmed(scene: string): string {
  return scene
    .replace(/^\s*(?:and\s+)?/i, '')
    .replace(/\s*\(\d+\s+(?:images|pictures|panels)\)\s*$/i, '')
    .replace(/[\s;,.，。；]+$/u, '')
}
