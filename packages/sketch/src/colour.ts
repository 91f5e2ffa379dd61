/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number]
/** Hue in degrees, saturation and lightness 0 to 1. */
export type Hsl = readonly [number, number, number]

export function rgbOf(hex: string): Rgb {
  const digits = hex.slice(1)
  const full = digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits
  const value = Number.parseInt(full, 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

export function hexOf(rgb: Rgb): string {
  return `#${rgb.map((part) => clampByte(part).toString(16).padStart(2, '0')).join('')}`
}

/** From `from` (at 0) to `to` (at 1). */
export function mix(from: string, to: string, share: number): string {
  const [r, g, b] = rgbOf(from)
  const [r2, g2, b2] = rgbOf(to)
  return hexOf([r + (r2 - r) * share, g + (g2 - g) * share, b + (b2 - b) * share])
}

/** Lighter for a positive amount, darker for a negative one; ±1 is white or black. */
export function shade(colour: string, amount: number): string {
  return amount > 0 ? mix(colour, '#ffffff', amount) : mix(colour, '#000000', -amount)
}

export function hslOf([red, green, blue]: Rgb): Hsl {
  const [r, g, b] = [red / 255, green / 255, blue / 255]
  const most = Math.max(r, g, b)
  const least = Math.min(r, g, b)
  const lightness = (most + least) / 2
  const spread = most - least
  if (spread === 0) return [0, 0, lightness]
  const saturation = lightness > 0.5 ? spread / (2 - most - least) : spread / (most + least)
  if (most === r) return [((g - b) / spread + (g < b ? 6 : 0)) * 60, saturation, lightness]
  if (most === g) return [((b - r) / spread + 2) * 60, saturation, lightness]
  return [((r - g) / spread + 4) * 60, saturation, lightness]
}

export function rgbOfHsl([degrees, saturation, lightness]: Hsl): Rgb {
  if (saturation === 0) return [lightness * 255, lightness * 255, lightness * 255]
  const hue = (((degrees % 360) + 360) % 360) / 360
  const high =
    lightness < 0.5 ? lightness * (1 + saturation) : lightness + saturation - lightness * saturation
  const low = 2 * lightness - high
  return [channel(hue + 1 / 3, low, high), channel(hue, low, high), channel(hue - 1 / 3, low, high)]
}

function channel(position: number, low: number, high: number): number {
  const turn = (position + 1) % 1
  if (turn < 1 / 6) return (low + (high - low) * 6 * turn) * 255
  if (turn < 1 / 2) return high * 255
  if (turn < 2 / 3) return (low + (high - low) * (2 / 3 - turn) * 6) * 255
  return low * 255
}

/** The shorter way round the colour circle, in degrees. */
export function hueDistance(one: number, other: number): number {
  const apart = Math.abs(one - other) % 360
  return Math.min(apart, 360 - apart)
}

function clampByte(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)))
}
