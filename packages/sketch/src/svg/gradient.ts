import { contentId, type Gradient } from './shapes.ts'

/** `[offset 0 to 1, colour, opacity 0 to 1]` */
export type Stop = readonly [number, string, number?]

/** From top to bottom, unless `[x1, y1, x2, y2]` (fractions of the shape) says otherwise. */
export function linear(
  stops: readonly Stop[],
  line: readonly [number, number, number, number] = [0, 0, 0, 1],
): Gradient {
  const [x1, y1, x2, y2] = line
  return gradient('linearGradient', `x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"`, stops)
}

/** From the middle out, unless `[centre x, centre y, radius]` (fractions of the shape) says otherwise. */
export function radial(
  stops: readonly Stop[],
  disc: readonly [number, number, number] = [0.5, 0.5, 0.5],
): Gradient {
  const [cx, cy, r] = disc
  return gradient('radialGradient', `cx="${cx}" cy="${cy}" r="${r}"`, stops)
}

function gradient(element: string, shape: string, stops: readonly Stop[]): Gradient {
  const body = stops.map(([offset, colour, opacity]) => stop(offset, colour, opacity)).join('')
  const id = `g${contentId(element + shape + body)}`
  return { definition: `<${element} id="${id}" ${shape}>${body}</${element}>`, fill: `url(#${id})` }
}

function stop(offset: number, colour: string, opacity: number | undefined): string {
  const seeThrough = opacity === undefined ? '' : ` stop-opacity="${opacity}"`
  return `<stop offset="${offset}" stop-color="${colour}"${seeThrough}/>`
}
