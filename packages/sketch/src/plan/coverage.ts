import { canDraw } from '../figures/figure-art.ts'
import type { PromptFacts } from '../parse/facts.ts'
import { printable } from '../svg/text.ts'
import { STYLES, type Plan } from './plan.ts'

/** What of a prompt is in the picture, in the prompt's words. */
export interface Coverage {
  readonly matched: readonly string[]
  readonly missing: readonly string[]
  readonly notApplied: readonly string[]
}

const MOST_WORDS = 24
const LONGEST_WORD = 40
const KNOWN_STYLES: ReadonlySet<string> = new Set([
  ...STYLES,
  'infographic',
  'isometric',
  'poster',
  'logo',
  'flat',
])

export function coverage(
  facts: PromptFacts,
  plan: Pick<Plan, 'kind' | 'styles' | 'fisheye' | 'actors'>,
  { transparent }: { transparent: boolean },
): Coverage {
  const undrawn = facts.subjects
    .filter(({ key }) => !canDraw(key) && !['table', 'family', 'couple', 'scarf'].includes(key))
    .map(({ word }) => word)
  const opening = facts.unknownOpening ?? ''
  const things = facts.unknown.filter((word) => opening.includes(word) || !/(?:ly|ing|ed|est)$/.test(word))
  const styles = facts.styles
    .filter((style) => !KNOWN_STYLES.has(style))
    .map((style) => `The style "${style}" was not applied.`)
  const passes = transparent ? lostOnAlpha(plan) : []
  return {
    matched: plan.kind === 'card' ? [] : listed(facts.matched.filter((word) => !undrawn.includes(word))),
    missing: listed([...things, ...undrawn]),
    notApplied: [...styles, ...passes],
  }
}

function lostOnAlpha({ styles, fisheye, actors }: Pick<Plan, 'styles' | 'fisheye' | 'actors'>): string[] {
  return [
    ...(styles.length > 0 || fisheye
      ? ['Styles were not applied: on a transparent ground Sketch draws the subject alone.']
      : []),
    ...(actors.length === 0 ? ['There is no subject to stand alone on a transparent ground.'] : []),
  ]
}

function listed(words: readonly string[]): string[] {
  return [...new Set(words.map((word) => printable(word).slice(0, LONGEST_WORD)))]
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
}
