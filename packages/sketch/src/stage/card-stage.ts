import { CONCEPTS } from '../words/concept.ts'
import type { Plan } from '../plan/plan.ts'
import type { Seeds } from '../plan/seeds.ts'
import { AMBIENCES } from '../places/daylight.ts'
import type { Frame } from '../places/place.ts'
import { placeArt } from '../places/places.ts'
import { random } from '../random.ts'
import { rect, stroke } from '../svg/shapes.ts'
import { lineWidth, text, typeable, wrapped } from '../svg/text.ts'
import { colourFields } from './colour-fields.ts'
import type { Layers } from './layers.ts'
import { settingFor } from './setting-for.ts'

const INK = '#2b2622'

/** The prompt in type, on the place it names or on quiet colours: what Sketch shows when it cannot draw. */
export function cardStage(plan: Plan, seeds: Seeds, frame: Frame): Layers {
  const place = knowsPlace(plan) ? placeArt(plan.place, settingFor(plan, seeds, frame)) : undefined
  return {
    frame,
    behind: place ? place.behind + place.middle : colourFields(plan, random(seeds.scene, 'card'), frame),
    middle: '',
    shadow: '',
    subject: '',
    front: place?.front ?? '',
    lettering: plan.poster ? posterCard(plan, frame) : quietCard(plan, frame),
    blur: place ? 5 : 0,
    ambience: AMBIENCES[plan.sky],
    flat: false,
  }
}

/** The prompt's own place, not one that was chosen for it. */
function knowsPlace(plan: Plan): boolean {
  const words = CONCEPTS.get(plan.place)?.words.split(', ') ?? []
  const prompt = ` ${plan.words.toLowerCase()} `
  return words.some((word) => (/[a-z]/.test(word) ? prompt.includes(` ${word}`) : prompt.includes(word)))
}

function quietCard(plan: Plan, frame: Frame): string {
  const words = cardWords(plan)
  const size = words.length > 300 ? 22 : words.length > 140 ? 27 : 36
  const width = Math.min(frame.width - 90, 820)
  const lines = wrapped(words, (width - 96) / size, Math.floor(560 / (size * 1.4)))
  const height = 128 + lines.length * size * 1.4
  const [left, top] = [(frame.width - width) / 2, 520 - height / 2]
  const body = lines.map((line, at) =>
    text(line, { x: left + 48, y: top + 62 + size * (0.8 + at * 1.4), size, fill: INK }),
  )
  return (
    rect([left + 6, top + 10, width, height], '#000000', { rx: 18, opacity: 0.2 }) +
    rect([left, top, width, height], '#fffdf8', { rx: 18, opacity: 0.96 }) +
    stroke(`M${left + 48} ${top + 44}h64`, '#e4572e', 6) +
    body.join('') +
    text('NOT IN THE SKETCHBOOK', {
      x: left + 48,
      y: top + height - 32,
      size: 15,
      fill: '#9a8f85',
      weight: 700,
      style: { 'letter-spacing': 2 },
    })
  )
}

/** A poster of words: the unknown thing as a headline in a printed frame. */
function posterCard(plan: Plan, frame: Frame): string {
  const title = (typeable(plan.lettering[0] ?? '') || posterTitle(plan)).toUpperCase()
  const width = Math.min(frame.width - 60, 820)
  const lines = wrapped(title, Math.max(6, lineWidth(title, 800) / 2 + 1), 3)
  const size = Math.min(140, (width - 90) / Math.max(...lines.map((line) => lineWidth(line, 800))))
  const left = (frame.width - width) / 2
  const drawn = lines.map((line, at) =>
    text(line, {
      x: frame.width / 2,
      y: 470 + at * size * 1.1,
      size,
      fill: INK,
      weight: 800,
      align: 'middle',
    }),
  )
  const small = wrapped(cardWords(plan), (width - 120) / 24, 3).map((line, at) =>
    text(line, { x: frame.width / 2, y: 780 + at * 34, size: 24, fill: '#6b6158', align: 'middle' }),
  )
  return (
    rect([left, 70, width, 860], '#fff8e6', { rx: 4, opacity: 0.93 }) +
    rect([left + 20, 90, width - 40, 820], 'none', { stroke: INK, 'stroke-width': 5 }) +
    stroke(`M${left + 60} 330H${left + width - 60}M${left + 60} 700H${left + width - 60}`, '#e4572e', 8) +
    drawn.join('') +
    small.join('')
  )
}

function posterTitle(plan: Plan): string {
  return (
    typeable(plan.words).match(/\bof\s+([\p{L} ]{2,24})/u)?.[1] ??
    cardWords(plan).split(' ').slice(0, 3).join(' ')
  )
}

function cardWords(plan: Plan): string {
  const words = typeable(plan.words)
  if (/[\p{L}\p{N}]/u.test(words)) return words
  return /\p{L}/u.test(plan.words)
    ? 'This prompt is in letters Sketch does not have.'
    : 'This prompt has no words to draw.'
}
