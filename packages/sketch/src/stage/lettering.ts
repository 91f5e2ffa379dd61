import type { Plan } from '../plan/plan.ts'
import type { Frame } from '../places/place.ts'
import { rect } from '../svg/shapes.ts'
import { lineWidth, text, typeable, wrapped } from '../svg/text.ts'

const INK = '#2b2622'
const PAPER = '#fff8e6'
const PALE_SKIES = new Set(['day', 'snow', 'fog', 'sunrise'])

/** Quoted words over a scene, and the caption of a comic panel. */
export function letteringOver(plan: Plan, frame: Frame): string {
  const words = typeable(plan.caption ?? '')
  const caption = words === '' ? '' : captionBox(words, frame)
  if (plan.kind !== 'scene' && plan.kind !== 'portrait') return caption
  const lines = plan.lettering.map(typeable).filter((line) => line !== '')
  return lines.length === 0 ? caption : headline({ ...plan, lettering: lines }, frame) + caption
}

/** The lines of the first quote and their size, as large as the frame allows. */
function titleOf(title: string, plan: Plan, frame: Frame): { lines: string[]; size: number } {
  const lines = fitted(title, frame, plan.poster)
  const widest = Math.max(...lines.map((line) => lineWidth(line, 800)))
  return { lines, size: Math.min(plan.poster ? 190 : 150, (frame.width * 0.86) / widest) }
}

const LEADING = 1.06

/** How far down the headline over a scene reaches; undefined without one. */
export function headlineBottom(plan: Plan, frame: Frame): number | undefined {
  const title = plan.lettering.map(typeable).find((line) => line !== '')
  if (title === undefined || plan.kind !== 'scene') return undefined
  const { lines, size } = titleOf(title, plan, frame)
  return 60 + size * (1 + (lines.length - 1) * LEADING) + 40
}

/** The first quote as large as the frame allows, further ones below it, smaller. */
function headline(plan: Plan, frame: Frame): string {
  const [title = '', ...others] = plan.lettering
  const { lines, size } = titleOf(title, plan, frame)
  const pale =
    plan.sky !== 'night' && PALE_SKIES.has(plan.sky) && plan.place !== 'space' && plan.place !== 'moonland'
  const first = 60 + size
  const colours = pale ? { fill: INK, halo: '#ffffffb0' } : { fill: PAPER, halo: '#00000088' }
  const drawn = lines.map((line, at) =>
    outlined(line, { x: frame.width / 2, y: first + at * size * LEADING, size }, colours),
  )
  const below = others.map((line, at) =>
    outlined(
      line,
      {
        x: frame.width / 2,
        y: 950 - (others.length - 1 - at) * 50,
        size: Math.min(42, (frame.width * 0.8) / lineWidth(line, 800)),
      },
      colours,
    ),
  )
  return drawn.join('') + below.join('')
}

function fitted(title: string, frame: Frame, poster: boolean): string[] {
  const oneLine = (frame.width * 0.86) / lineWidth(title, 800)
  if (oneLine >= (poster ? 150 : 84) || !title.includes(' ')) return [title]
  const ems = Math.max(lineWidth(title, 800) / 2, ...title.split(' ').map((word) => lineWidth(word, 800)))
  return wrapped(title, ems * 1.15, 3)
}

interface Line {
  readonly x: number
  readonly y: number
  readonly size: number
}

function outlined(words: string, line: Line, { fill, halo }: { fill: string; halo: string }): string {
  const shared = { ...line, weight: 800, align: 'middle' } as const
  const halos = {
    stroke: halo.slice(0, 7),
    'stroke-opacity': '0.6',
    'stroke-width': String(Math.round(line.size / 9)),
    'stroke-linejoin': 'round',
  }
  return text(words, { ...shared, fill, style: halos }) + text(words, { ...shared, fill })
}

function captionBox(caption: string, frame: Frame): string {
  const size = Math.min(34, (frame.width - 150) / lineWidth(caption, 800))
  const width = lineWidth(caption, 800) * size + 52
  return (
    rect([48, frame.top + 48, width, 66], '#ffe36b', { stroke: '#111111', 'stroke-width': 4 }) +
    text(caption, { x: 74, y: frame.top + 48 + 33 + size * 0.36, size, fill: '#111111', weight: 800 })
  )
}
