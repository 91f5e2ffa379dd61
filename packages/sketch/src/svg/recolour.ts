import { hexOf, hslOf, hueDistance, rgbOf, rgbOfHsl, type Hsl } from '../colour.ts'

/** Colours this far (degrees) from the main hue keep their own. */
const REACH = 45
const COLOUR = /#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b/g

/** The icon with its main hue (or the one given, in degrees) turned into `target`; shading stays. */
export function recoloured(body: string, target: string, hue = mainHue(body)): string {
  const goal = hslOf(rgbOf(target))
  return body.replaceAll(COLOUR, (colour) => {
    const own = hslOf(rgbOf(colour))
    if (own[1] < 0.15 || hueDistance(own[0], hue) > REACH) return colour
    return hexOf(rgbOfHsl(towards(own, goal)))
  })
}

/** Lighter than this is a pastel, which mixing would make loud. */
const PALE = 0.74

function towards([, saturation, lightness]: Hsl, goal: Hsl): Hsl {
  if (goal[1] < 0.18) {
    return [goal[0], goal[1], Math.max(0.05, Math.min(0.97, goal[2] + (lightness - 0.55) * 0.45))]
  }
  if (goal[2] > PALE) return [goal[0], Math.min(saturation, goal[1]), lightness * 0.3 + goal[2] * 0.7]
  return [
    goal[0],
    Math.min(1, (saturation + goal[1]) / 2 + 0.1),
    Math.max(0.08, Math.min(0.92, lightness * 0.6 + goal[2] * 0.4)),
  ]
}

/** The hue with the most outline drawn in it; long paths stand for large areas. */
function mainHue(body: string): number {
  const weights = Array.from({ length: 36 }, () => 0)
  for (const [element] of body.matchAll(/<[^>]+>/g)) {
    const colour = element.match(/#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b/)?.[0]
    const outline = element.match(/ d="([^"]*)"/)?.[1]
    if (colour === undefined || outline === undefined) continue
    const [hue, saturation, lightness] = hslOf(rgbOf(colour))
    if (saturation <= 0.2 || lightness <= 0.12 || lightness >= 0.93) continue
    const bin = Math.floor(hue / 10) % 36
    weights[bin] = (weights[bin] ?? 0) + Math.sqrt(outline.length) * saturation
  }
  return weights.indexOf(Math.max(...weights)) * 10 + 5
}
