import rows from '../data/icons.json' with { type: 'json' }
import { recoloured } from './recolour.ts'
import { contentId, num } from './shapes.ts'
import { packedIcon } from './shipped.ts'

/** What is known about an icon besides its drawing. */
interface IconRow {
  readonly name: string
  /** Where a rider sits, as fractions of its visible box. */
  readonly seat?: readonly number[]
  /** The hue (degrees) that takes a colour, when it is not the most common one. */
  readonly paint?: number
}

const ROWS: ReadonlyMap<string, IconRow> = new Map((rows as IconRow[]).map((row) => [row.name, row]))

export interface IconPlacing {
  readonly x: number
  /** The bottom of what is visible, or its middle. */
  readonly y: number
  /** Stage units, measured along `fit`. */
  readonly size: number
  readonly fit?: 'height' | 'width' | 'longest'
  readonly anchor?: 'bottom' | 'middle'
  readonly mirrored?: boolean
  /** Degrees, clockwise. */
  readonly turn?: number
  readonly colour?: string | undefined
}

/** An allow-listed icon as SVG; nothing for any other name. */
export function icon(name: string, placing: IconPlacing): string {
  const packed = ROWS.has(name) ? packedIcon(name) : undefined
  if (!packed) return ''
  const { x, y, size, fit = 'height', anchor = 'bottom', mirrored = false, turn = 0, colour } = placing
  const [left, top, right, bottom] = packed.box.map((edge) => edge * packed.size) as [
    number,
    number,
    number,
    number,
  ]
  const extent = { height: bottom - top, width: right - left, longest: Math.max(bottom - top, right - left) }[
    fit
  ]
  const scale = (size / extent).toFixed(4)
  const pivotY = anchor === 'bottom' ? bottom : (top + bottom) / 2
  const steps = [
    `translate(${num(x)} ${num(y)})`,
    ...(turn === 0 ? [] : [`rotate(${num(turn)})`]),
    `scale(${mirrored ? '-' : ''}${scale} ${scale})`,
    `translate(${num(-(left + right) / 2)} ${num(-pivotY)})`,
  ]
  return `<g transform="${steps.join(' ')}">${bodyOf(name, packed.body, colour)}</g>`
}

/** Width over height of what is visible. */
export function iconAspect(name: string): number {
  const box = packedIcon(name)?.box
  return box ? (box[2] - box[0]) / (box[3] - box[1]) : 1
}

export function hasIcon(name: string | undefined): name is string {
  return name !== undefined && ROWS.has(name)
}

/** Where a rider sits: fractions of the visible box from its left and top. */
export function seatOf(name: string): readonly [number, number] {
  const seat = ROWS.get(name)?.seat
  return [seat?.[0] ?? 0.5, seat?.[1] ?? 0.3]
}

const prepared = new Map<string, string>()
const MOST_PREPARED = 400

/** Ids inside an icon are made its own, so that two icons never share a gradient. */
function bodyOf(name: string, body: string, colour: string | undefined): string {
  const key = `${name}|${colour ?? ''}`
  const known = prepared.get(key)
  if (known !== undefined) return known
  const prefix = contentId(key)
  const own = body
    .replaceAll(/\bid="([^"]+)"/g, `id="${prefix}$1"`)
    .replaceAll(/url\(#([^)]+)\)/g, `url(#${prefix}$1)`)
    .replaceAll(/href="#([^"]+)"/g, `href="#${prefix}$1"`)
  const painted = colour === undefined ? own : recoloured(own, colour, ROWS.get(name)?.paint)
  if (prepared.size >= MOST_PREPARED) prepared.clear()
  prepared.set(key, painted)
  return painted
}
