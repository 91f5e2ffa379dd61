/**
 * The label "AI generated" as an SVG of strokes: drawn by hand, so that no font is needed and every machine draws
 * the same. White over a dark halo is legible on any ground.
 */
export function watermark(picture: { readonly width: number; readonly height: number }): Label {
  const shorter = Math.min(picture.width, picture.height)
  const margin = Math.round(shorter * 0.02)
  const widest = Math.max(picture.width - 2 * margin, 1)
  const scale = Math.min(Math.max(shorter * 0.035, 18) / HEIGHT, widest / WIDTH)
  const width = Math.max(Math.floor(WIDTH * scale), 1)
  const height = Math.min(Math.max(Math.floor(HEIGHT * scale), 1), picture.height)
  return {
    svg: Buffer.from(drawing(width, height)),
    left: Math.max(picture.width - margin - width, 0),
    top: Math.max(picture.height - margin - height, 0),
  }
}

export interface Label {
  readonly svg: Buffer
  /** Where its corner goes. */
  readonly left: number
  readonly top: number
}

/** Bowl of a, d, e and g: a circle of radius 5 on the baseline, which lies at 20. */
const BOWL = 'M10 15a5 5 0 1 1-10 0a5 5 0 1 1 10 0'

interface Letter {
  readonly advance: number
  readonly path: string
}

const A: Letter = { advance: 16, path: 'M0 20L6 5L12 20M2.2 14.5H9.8' }
const I: Letter = { advance: 13, path: 'M0 5V20' }
const a: Letter = { advance: 14, path: `${BOWL}M10 10V20` }
const d: Letter = { advance: 14, path: `${BOWL}M10 4V20` }
const e: Letter = { advance: 14, path: 'M0.2 15H10A5 5 0 1 0 8.6 18.5' }
const g: Letter = { advance: 14, path: `${BOWL}M10 10V21A5 4.5 0 0 1 0.6 22.8` }
const n: Letter = { advance: 13, path: 'M0 10V20M0 14.5A4.5 4.5 0 0 1 9 14.5V20' }
const r: Letter = { advance: 9, path: 'M0 10V20M0 14.5A4.5 4.5 0 0 1 5.5 10.2' }
const t: Letter = { advance: 12, path: 'M4 6V17A3 3 0 0 0 7 20H8M0.5 10H8' }

const LABEL: readonly Letter[] = [A, I, g, e, n, e, r, a, t, e, d]

/** Room for the halo round the letters, and below the baseline for the g. */
const PADDING = 4
const WIDTH = LABEL.reduce((sum, letter) => sum + letter.advance, 2 * PADDING - 4)
const HEIGHT = 26 + PADDING

function drawing(width: number, height: number): string {
  let x = PADDING
  const letters = LABEL.map(({ advance, path }) => {
    const placed = `<path transform="translate(${x})" d="${path}"/>`
    x += advance
    return placed
  }).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${WIDTH} ${HEIGHT}"><g fill="none" stroke-linecap="round" stroke-linejoin="round"><g stroke="#000" stroke-opacity="0.6" stroke-width="5.5">${letters}</g><g stroke="#fff" stroke-width="2.3">${letters}</g></g></svg>`
}
