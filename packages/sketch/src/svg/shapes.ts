/** A colour, or a gradient that is written down just before the shape that uses it. */
export type Paint = string | Gradient

export interface Gradient {
  /** The element to write once, before the first use. */
  readonly definition: string
  /** `url(#…)` */
  readonly fill: string
}

/** Other attributes of a shape; numbers are rounded. */
export type Style = Readonly<Record<string, string | number>>

/** A number as SVG text; a tenth of a unit is finer than a pixel at every size drawn. */
export function num(value: number): string {
  return String(Math.round(value * 10) / 10)
}

/** `[left, top, width, height]` */
export function rect(box: readonly [number, number, number, number], fill: Paint, style?: Style): string {
  const [x, y, width, height] = box
  const size = `width="${num(Math.max(0, width))}" height="${num(Math.max(0, height))}"`
  return painted(`<rect x="${num(x)}" y="${num(y)}" ${size}`, fill, style)
}

/** `[centre x, centre y, radius]` */
export function circle(
  [x, y, radius]: readonly [number, number, number],
  fill: Paint,
  style?: Style,
): string {
  return painted(`<circle cx="${num(x)}" cy="${num(y)}" r="${num(radius)}"`, fill, style)
}

/** `[centre x, centre y, radius x, radius y]` */
export function ellipse(oval: readonly [number, number, number, number], fill: Paint, style?: Style): string {
  const [x, y, rx, ry] = oval
  return painted(`<ellipse cx="${num(x)}" cy="${num(y)}" rx="${num(rx)}" ry="${num(ry)}"`, fill, style)
}

export function path(d: string, fill: Paint, style?: Style): string {
  return painted(`<path d="${d}"`, fill, style)
}

/** An open line with round ends. */
export function stroke(d: string, colour: string, width: number | Style): string {
  const style = typeof width === 'number' ? { 'stroke-width': width } : width
  return painted(
    `<path d="${d}" stroke-linecap="round" stroke-linejoin="round" stroke="${colour}"`,
    'none',
    style,
  )
}

/** Moves, turns (degrees) and scales what is drawn around (0, 0). A negative scale x mirrors. */
export interface Placing {
  readonly x?: number
  readonly y?: number
  readonly turn?: number
  readonly scale?: number
  readonly mirrored?: boolean
}

export function placed(
  content: string,
  { x = 0, y = 0, turn = 0, scale = 1, mirrored = false }: Placing,
): string {
  const size = scale.toFixed(4)
  const steps = [`translate(${num(x)} ${num(y)})`]
  if (turn !== 0) steps.push(`rotate(${num(turn)})`)
  steps.push(`scale(${mirrored ? '-' : ''}${size} ${size})`)
  return `<g transform="${steps.join(' ')}">${content}</g>`
}

export function faded(content: string, opacity: number): string {
  return `<g opacity="${opacity}">${content}</g>`
}

/** `content` cut to the outline `shape`, which is any closed shape element. */
export function clipped(content: string, shape: string): string {
  const id = `c${contentId(shape)}`
  return `<clipPath id="${id}">${shape}</clipPath><g clip-path="url(#${id})">${content}</g>`
}

/** A short id that depends on the text alone, so that the same drawing is always the same text. */
export function contentId(text: string): string {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  return (high >>> 0).toString(36) + (low >>> 0).toString(36)
}

function painted(open: string, fill: Paint, style: Style = {}): string {
  const rest = Object.entries(style)
    .map(
      ([name, value]) => ` ${name}="${typeof value === 'number' ? Math.round(value * 1000) / 1000 : value}"`,
    )
    .join('')
  if (typeof fill === 'string') return `${open} fill="${fill}"${rest}/>`
  return `${fill.definition}${open} fill="${fill.fill}"${rest}/>`
}
