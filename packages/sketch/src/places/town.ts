import { shade } from '../colour.ts'
import { linear } from '../svg/gradient.ts'
import { num, path, rect, stroke } from '../svg/shapes.ts'
import { farOff, horizonColour, inLight } from './daylight.ts'
import { stream, times, type PlaceArt, type Setting } from './place.ts'
import { sky } from './sky.ts'
import { haze } from './terrain.ts'

export function city(setting: Setting): PlaceArt {
  const horizon = 700
  const night = setting.sky === 'night'
  const { frame } = setting
  const street =
    rect(
      [0, horizon + 20, frame.width, frame.bottom - horizon - 20],
      linear([
        [0, inLight(setting, '#6a6f7d')],
        [1, inLight(setting, '#3d414d')],
      ]),
    ) +
    rect([0, horizon + 20, frame.width, 30], inLight(setting, '#a9adb8')) +
    times(Math.ceil(frame.width / 190), (at) =>
      path(`M${at * 190} 930h110l12 12h-126z`, '#e9d98a', { opacity: 0.7 }),
    )
  return {
    behind:
      sky(setting, horizon) +
      skyline(setting, {
        name: 'far houses',
        base: horizon + 10,
        heights: [170, 430],
        colour: farOff(setting, '#7f8fb0', 0.45),
        lit: night ? 0.35 : 0.2,
        widths: [40, 80],
      }) +
      haze(setting, night ? '#5b5fa8' : horizonColour(setting), [horizon - 230, horizon + 10]) +
      skyline(setting, {
        name: 'near houses',
        base: horizon + 30,
        heights: [140, 360],
        colour: farOff(setting, '#5c6a8c', 0.15),
        lit: night ? 0.5 : 0.3,
        widths: [60, 120],
      }),
    middle: street,
    front: '',
    ground: 880,
  }
}

export function rooftop(setting: Setting): PlaceArt {
  const horizon = 700
  const night = setting.sky === 'night'
  return {
    behind:
      sky(setting, horizon) +
      skyline(setting, {
        name: 'far houses',
        base: horizon + 60,
        heights: [220, 520],
        colour: farOff(setting, '#7f8fb0', 0.5),
        lit: night ? 0.3 : 0.2,
        widths: [40, 80],
      }) +
      haze(setting, night ? '#5b5fa8' : horizonColour(setting), [horizon - 260, horizon + 10]) +
      skyline(setting, {
        name: 'near houses',
        base: horizon + 140,
        heights: [190, 420],
        colour: farOff(setting, '#5c6a8c', 0.12),
        lit: night ? 0.5 : 0.3,
        widths: [70, 130],
      }),
    middle: tiles(setting, 800),
    front: '',
    ground: 806,
  }
}

interface Skyline {
  readonly name: string
  readonly base: number
  readonly heights: readonly [number, number]
  readonly colour: string
  /** Share of windows with a light, 0 to 1. */
  readonly lit: number
  readonly widths: readonly [number, number]
}

const MOST_WINDOWS = 6000

function skyline(setting: Setting, row: Skyline): string {
  const choose = stream(setting, row.name)
  const { width } = setting.frame
  const dark = setting.sky === 'night' || setting.sky === 'sunset'
  const { base, colour } = row
  const wall = linear([
    [0, shade(colour, 0.08)],
    [1, shade(colour, -0.18)],
  ])
  let [houses, windows, count] = [wall.definition, '', 0]
  for (let x = -20; x < width;) {
    const across = choose.between(...row.widths)
    const tall =
      choose.between(...row.heights) * (1 - 0.35 * Math.min(1, Math.abs((x + across / 2) / width - 0.5) * 2))
    houses += rect([x, base - tall, across, tall + 20], wall.fill)
    if (choose.unit() < 0.3)
      houses += rect(
        [x + across * 0.3, base - tall * 1.06, across * 0.4, tall * 0.06 + 2],
        shade(colour, -0.05),
      )
    if (choose.unit() < 0.22)
      houses += rect([x + across * 0.48, base - tall * 1.22, 3, tall * 0.22], shade(colour, 0.05))
    const pane = Math.max(7, across / choose.whole(4, 7))
    for (let y = base - tall + pane * 0.75; y < base - pane * 1.25; y += pane * 1.25) {
      for (let left = x + pane * 0.35; left < x + across - pane * 0.6; left += pane) {
        if (choose.unit() >= row.lit || count++ > MOST_WINDOWS) continue
        windows += `M${num(left)} ${num(y)}h${num(pane * 0.5)}v${num(pane * 0.62)}h${num(-pane * 0.5)}z`
      }
    }
    x += across + choose.between(-2, row.widths[0] * 0.3)
  }
  return houses + path(windows, dark ? '#ffd98a' : '#dff0ff', { opacity: dark ? 0.92 : 0.5 })
}

function tiles(setting: Setting, y: number): string {
  const { frame, sunX } = setting
  const clay = inLight(setting, '#9c4a36')
  let scallops = ''
  for (let row = 0; row < 7; row++) {
    const [down, across] = [y + 8 + row * (22 + row * 2.4), 44 + row * 6]
    for (let x = (-(row % 2) * across) / 2; x < frame.width; x += across)
      scallops += `M${num(x)} ${num(down)}q${across / 2} ${num(across * 0.55)} ${across} 0`
  }
  const chimney = frame.width * (sunX > frame.width / 2 ? 0.16 : 0.8)
  return (
    rect(
      [0, y, frame.width, frame.bottom - y],
      linear([
        [0, shade(clay, 0.12)],
        [1, shade(clay, -0.4)],
      ]),
    ) +
    stroke(scallops, shade(clay, -0.5), { 'stroke-width': 2.6, opacity: 0.65 }) +
    rect([0, y - 14, frame.width, 20], shade(clay, 0.2)) +
    stroke(`M0 ${y - 13}H${num(frame.width)}`, setting.sky === 'night' ? '#a9bcff' : shade(clay, 0.45), {
      'stroke-width': 3,
      opacity: 0.6,
    }) +
    rect([chimney, y - 150, 92, 160], inLight(setting, '#8a4a3c')) +
    rect([chimney - 10, y - 164, 112, 22], inLight(setting, '#6f3a30'))
  )
}
