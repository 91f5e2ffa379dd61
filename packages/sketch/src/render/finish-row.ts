import { noise } from './noise.ts'

/** Puts a finished row into the picture. */
export type RowWriter = (row: Float32Array, y: number, out: Buffer) => void

export function plainWriter(row: Float32Array, y: number, out: Buffer): void {
  const start = y * row.length
  for (let at = 0; at < row.length; at++) out[start + at] = clamp(row[at] ?? 0)
}

/** With vignette and grain. */
export function finishWriter({ width, height }: { width: number; height: number }): RowWriter {
  const grain = noise(256, 'grain')
  const across = Float32Array.from({ length: width }, (_, x) => ((x + 0.5) / width - 0.5) ** 2 - 0.14)
  return (row, y, out) => {
    const down = ((y + 0.5) / height - 0.48) ** 2
    const specks = (y & 255) * 256
    let to = y * width * 3
    for (let x = 0, at = 0; x < width; x++, at += 3, to += 3) {
      const far = (across[x] ?? 0) + down
      const rest = far > 0 ? 1 - Math.min(0.3, far * 0.78) : 1
      const speck = ((grain[specks + (x & 255)] ?? 128) - 128) * 0.045
      out[to] = clamp((row[at] ?? 0) * rest + speck)
      out[to + 1] = clamp((row[at + 1] ?? 0) * rest + speck)
      out[to + 2] = clamp((row[at + 2] ?? 0) * rest + speck)
    }
  }
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value
}
