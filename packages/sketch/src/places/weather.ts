import { mix } from '../colour.ts'
import { circle, clipped, faded, num, path, rect, stroke } from '../svg/shapes.ts'
import { horizonColour, inLight } from './daylight.ts'
import { spread, stream, times, type Setting } from './place.ts'
import { haze } from './terrain.ts'

/** What falls or drifts between the subjects and the viewer. */
export function weatherInFront(setting: Setting): string {
  const parts: string[] = []
  if (setting.weather.includes('snow')) parts.push(snowfall(setting))
  if (setting.weather.includes('rain')) parts.push(rainfall(setting))
  if (setting.weather.includes('petals')) parts.push(drifting(setting, ['#f9c9da', '#f5a9c8', '#ffffff']))
  if (setting.weather.includes('leaves') || setting.weather.includes('autumn'))
    parts.push(drifting(setting, ['#d9772e', '#c9452a', '#e0a52f', '#b5651d']))
  if (setting.weather.includes('fog'))
    parts.push(
      haze(setting, mix('#e6ebee', horizonColour(setting), 0.6), [380, Math.max(1000, setting.frame.bottom)]),
    )
  return parts.join('')
}

function snowfall(setting: Setting): string {
  const choose = stream(setting, 'snowfall')
  const flake = (small: number, large: number) => (): string =>
    circle(
      [choose.unit() * setting.frame.width, anyHeight(setting, choose.unit()), choose.between(small, large)],
      '#ffffff',
    )
  return (
    faded(times(amount(setting, 190), flake(1.2, 3.6)), 0.85) +
    faded(times(amount(setting, 26), flake(5, 10)), 0.4)
  )
}

function rainfall(setting: Setting): string {
  const choose = stream(setting, 'rainfall')
  const drops = times(amount(setting, 260), () => {
    const length = choose.between(18, 46)
    return `M${num(choose.unit() * setting.frame.width)} ${num(anyHeight(setting, choose.unit()))}l${num(-length * 0.22)} ${num(length)}`
  })
  return stroke(drops, '#dfeaf5', { 'stroke-width': 1.6, opacity: 0.55 })
}

/** What happens in the sky, behind the subjects. */
export function weatherBehind(setting: Setting): string {
  const parts: string[] = []
  if (setting.weather.includes('rainbow')) parts.push(rainbow(setting))
  if (setting.weather.includes('storm')) parts.push(lightning(setting))
  if (setting.weather.includes('fireworks')) parts.push(fireworks(setting))
  return parts.join('')
}

const BOW = ['#e4373e', '#f28c28', '#f6d13a', '#3fa34d', '#2a8fdb', '#5b4fc9'] as const

function rainbow({ frame }: Setting): string {
  const radius = Math.min(frame.width * 0.46, 620)
  const bands = BOW.map((colour, at) =>
    circle([frame.width / 2, 640, radius - at * 17], 'none', { stroke: colour, 'stroke-width': 18 }),
  )
  return clipped(faded(bands.join(''), 0.6), rect([0, frame.top, frame.width, 600 - frame.top], '#000000'))
}

function lightning(setting: Setting): string {
  const choose = stream(setting, 'lightning')
  const { width, top } = setting.frame
  const bolts = [0.14, 0.86].map((share) => {
    const x = width * share + choose.between(-40, 40)
    return `M${num(x)} ${num(top + 90)}l${num(choose.between(-40, -20))} 150l46 -10l${num(choose.between(-60, -30))} 170l40 -12l-44 150`
  })
  return (
    stroke(bolts.join(''), '#cfe0ff', { 'stroke-width': 20, opacity: 0.4 }) +
    stroke(bolts.join(''), '#fffbe0', { 'stroke-width': 7 })
  )
}

const SPARKS = ['#ffd84d', '#ff6f91', '#7fd6f2', '#b48af0', '#8ff0a4'] as const

function fireworks(setting: Setting): string {
  const choose = stream(setting, 'fireworks')
  return times(spread(setting, 6), (at) => {
    const [x, y, size] = [
      (setting.frame.width * (at + 0.5)) / spread(setting, 6),
      choose.between(90, 330),
      choose.between(60, 130),
    ]
    const colour = choose.pick(SPARKS)
    const rays = times(18, (ray) => {
      const angle = (ray * Math.PI) / 9
      const [near, far] = [size * 0.25, size * choose.between(0.75, 1)]
      return `M${num(x + Math.cos(angle) * near)} ${num(y + Math.sin(angle) * near)}L${num(x + Math.cos(angle) * far)} ${num(y + Math.sin(angle) * far)}`
    })
    return (
      circle([x, y, size * 1.2], colour, { opacity: 0.12 }) +
      stroke(rays, colour, { 'stroke-width': 5, opacity: 0.95 })
    )
  })
}

/** Leaves or petals on the air, and fallen ones on the ground. */
function drifting(setting: Setting, colours: readonly [string, ...string[]]): string {
  const choose = stream(setting, 'drifting')
  return times(amount(setting, 64), (at) => {
    const fallen = at % 2 === 0
    const [x, y] = [
      choose.unit() * setting.frame.width,
      fallen ? choose.between(850, setting.frame.bottom) : anyHeight(setting, choose.unit() * 0.8),
    ]
    const size = choose.between(6, 13)
    const turn = choose.whole(0, 180)
    return path(
      `M${num(-size)} 0Q0 ${num(-size * 0.9)} ${num(size)} 0Q0 ${num(size * 0.9)} ${num(-size)} 0Z`,
      inLight(setting, choose.pick(colours)),
      { transform: `translate(${num(x)} ${num(y)}) rotate(${turn})` },
    )
  })
}

function anyHeight({ frame }: Setting, share: number): number {
  return frame.top + (frame.bottom - frame.top) * share
}

function amount(setting: Setting, count: number): number {
  const tall = (setting.frame.bottom - setting.frame.top) / 1000
  return Math.round(spread(setting, count) * Math.min(5, tall))
}
