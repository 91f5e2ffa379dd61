import { shade } from '../colour.ts'
import type { Plan } from '../plan/plan.ts'
import { TOPICS, type Topic, type TopicItem } from '../plan/topic.ts'
import { AMBIENCES } from '../places/daylight.ts'
import type { Frame } from '../places/place.ts'
import { linear } from '../svg/gradient.ts'
import { hasIcon } from '../svg/icon.ts'
import { circle, ellipse, num, placed, rect, stroke } from '../svg/shapes.ts'
import { lineWidth, text, typeable } from '../svg/text.ts'
import { CONCEPTS } from '../words/concept.ts'
import { blockArt } from './infographic-blocks.ts'
import type { Layers } from './layers.ts'
import { slab } from './slab.ts'

const BLOCK_COLOURS = ['#f2b134', '#4aa3df', '#e4572e', '#4f9d4f', '#8a5cf6']

/** A heading and four or five labelled blocks that fill the frame. */
export function infographicStage(plan: Plan, frame: Frame): Layers {
  const topic = TOPICS.get(plan.topic ?? '') ?? namedTopic(plan)
  const centres = centresFor(topic.items.length, frame)
  const blocks = topic.items.map((item, at) => {
    const centre = centres[at]
    return centre ? placed(block(item, at), centre) : ''
  })
  return {
    frame,
    behind: paper(topic, frame),
    middle: links(centres, topic),
    shadow: '',
    subject: blocks.join(''),
    front: '',
    lettering: heading(topic, frame),
    blur: 0,
    ambience: AMBIENCES.day,
    flat: true,
  }
}

/** The subjects of the prompt as blocks, when Sketch knows nothing more about the topic. */
function namedTopic(plan: Plan): Topic {
  const title = typeable(plan.words)
    .replace(/.*\babout\s+/i, '')
    .slice(0, 40)
  return {
    title: title.charAt(0).toUpperCase() + title.slice(1),
    subtitle: 'At a glance',
    background: '#eef2f8',
    accent: '#31528f',
    items: subjectItems(plan),
  }
}

function subjectItems(plan: Plan): TopicItem[] {
  return plan.actors.slice(0, 5).map(({ figure }, at) => {
    const concept = CONCEPTS.get(figure.key)
    const icon = [concept?.icon, concept?.face].find(hasIcon) ?? ''
    return { label: figure.key, icon, colour: BLOCK_COLOURS[at % BLOCK_COLOURS.length] ?? '#4aa3df' }
  })
}

function paper({ background, accent }: Topic, frame: Frame): string {
  const lines = Array.from(
    { length: 30 + Math.ceil(frame.width / 90) },
    (_, at) => `M${at * 90 - 900} ${num(frame.top)}l1400 ${num((frame.bottom - frame.top) * 0.8)}`,
  )
  return (
    rect(
      [0, frame.top, frame.width, frame.bottom - frame.top],
      linear([
        [0, shade(background, 0.5)],
        [1, background],
      ]),
    ) + stroke(lines.join(''), accent, { 'stroke-width': 1, opacity: 0.07 })
  )
}

function heading({ title, subtitle, accent }: Topic, frame: Frame): string {
  const x = frame.width / 2
  const size = Math.min(78, (frame.width * 0.86) / lineWidth(title, 800))
  return (
    text(title, { x, y: 118, size, fill: accent, weight: 800, align: 'middle' }) +
    text(subtitle, { x, y: 164, size: 26, fill: '#5b6b66', align: 'middle' })
  )
}

/** Block centres and their common scale: a zigzag across a wide frame, rows of two and one in a square or tall one. */
function centresFor(count: number, frame: Frame): { x: number; y: number; scale: number }[] {
  const reach = Math.min(frame.width, 2200)
  const middle = frame.width / 2
  if (frame.width > 1300) {
    const scale = Math.min(1.35, reach / (count * 270))
    return Array.from({ length: count }, (_, at) => ({
      x: middle + ((at + 0.5) / count - 0.5) * reach * 0.94,
      y: at % 2 === 0 ? 460 : 680,
      scale,
    }))
  }
  const scale = Math.min(1.22, reach / 820)
  const square = [
    [-0.28, 350],
    [0.28, 350],
    [0, 560],
    [-0.28, 790],
    [0.28, 790],
  ] as const
  return square.slice(0, count).map(([side, y]) => ({ x: middle + side * reach, y, scale }))
}

function links(centres: readonly { x: number; y: number }[], { accent }: Topic): string {
  const d = centres
    .slice(1)
    .map(
      ({ x, y }, at) =>
        `M${num(centres[at]?.x ?? x)} ${num((centres[at]?.y ?? y) + 20)}L${num(x)} ${num(y + 20)}`,
    )
  return stroke(d.join(''), accent, { 'stroke-width': 7, 'stroke-dasharray': '4 18', opacity: 0.5 })
}

function block(item: TopicItem, at: number): string {
  const size = Math.min(24, 140 / lineWidth(item.label, 700))
  return (
    ellipse([0, 66, 122, 46], '#0b3a2a', { opacity: 0.12 }) +
    slab({ y: 18, size: 132, depth: 14, colour: shade(item.colour, 0.55) }) +
    slab({ y: -4, size: 118, depth: 22, colour: '#8fc06a' }) +
    blockArt(item) +
    rect([-92, 98, 184, 44], '#ffffff', { rx: 22, stroke: item.colour, 'stroke-width': 3 }) +
    text(item.label, {
      x: 8,
      y: 120 + size * 0.36,
      size,
      fill: shade(item.colour, -0.35),
      weight: 700,
      align: 'middle',
    }) +
    circle([-92, 120, 24], item.colour) +
    text(String(at + 1), { x: -92, y: 129, size: 24, fill: '#ffffff', weight: 800, align: 'middle' })
  )
}
