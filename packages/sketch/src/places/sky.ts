import type { Random } from '../random.ts'
import { linear, radial } from '../svg/gradient.ts'
import { circle, clipped, ellipse, faded, num, path, rect } from '../svg/shapes.ts'
import { SKY_STOPS } from './daylight.ts'
import { spread, stream, times, type Setting } from './place.ts'

/** The sky down to `horizon`, with sun, moon, stars and clouds as the time has them. */
export function sky(setting: Setting, horizon: number): string {
  const { frame } = setting
  const air = rect([0, frame.top, frame.width, horizon + 4 - frame.top], linear(SKY_STOPS[setting.sky]))
  switch (setting.sky) {
    case 'night':
      return air + stars(setting, horizon * 0.95, 260) + moon(setting, horizon)
    case 'sunset':
    case 'sunrise':
      return air + lowSun(setting, horizon)
    case 'day':
    case 'snow':
      return air + highSun(setting, horizon)
    case 'rain':
    case 'fog':
      return air + overcast(setting, horizon)
    case 'space':
      return air + stars(setting, horizon, 260)
  }
}

export function stars(setting: Setting, below: number, count: number): string {
  const choose = stream(setting, 'stars')
  const { top, width } = setting.frame
  return times(spread(setting, count), () => {
    const bright = choose.unit() > 0.97
    const size = bright ? choose.between(2.2, 3.4) : choose.between(0.5, 1.5)
    return circle([choose.unit() * width, choose.between(top, below), size], '#ffffff', {
      opacity: choose.between(0.3, 1),
    })
  })
}

function moon({ sunX: x, skyTop }: Setting, horizon: number): string {
  const [y, radius] = [Math.max(horizon * 0.28, skyTop + 100 * Math.sign(skyTop)), 62]
  const halo = radial([
    [0, '#dbe6ff', 0.55],
    [0.3, '#a9c1ff', 0.22],
    [1, '#a9c1ff', 0],
  ])
  const disc = radial(
    [
      [0, '#fffdf2'],
      [0.8, '#efe9d2'],
      [1, '#cfc9b4'],
    ],
    [0.4, 0.38, 0.65],
  )
  return (
    circle([x, y, radius * 4.6], halo) +
    circle([x, y, radius], disc) +
    circle([x - 18, y - 12, 13], '#d8d1ba', { opacity: 0.6 }) +
    circle([x + 20, y + 18, 18], '#d8d1ba', { opacity: 0.5 }) +
    circle([x + 14, y - 28, 8], '#d8d1ba', { opacity: 0.5 })
  )
}

function lowSun(setting: Setting, horizon: number): string {
  const choose = stream(setting, 'evening clouds')
  const { sunX, frame } = setting
  const y = horizon - (setting.sky === 'sunset' ? 38 : 70)
  const glow = radial([
    [0, '#fff4c9', 0.95],
    [0.12, '#ffdf8f', 0.75],
    [0.4, '#ff9b55', 0.32],
    [1, '#ff7a4d', 0],
  ])
  const bands = times(spread(setting, 11), () => {
    const height = horizon - (horizon - frame.top) * choose.between(0.14, 0.88)
    const colour = height > horizon * 0.5 ? '#ffd59a' : '#c75b83'
    const streak = linear(
      [
        [0, '#ffd9b0', 0],
        [0.5, colour, 0.75],
        [1, '#ffd9b0', 0],
      ],
      [0, 0, 1, 0],
    )
    return ellipse(
      [choose.unit() * frame.width, height, choose.between(140, 420), choose.between(5, 17)],
      streak,
    )
  })
  return circle([sunX, y, 520], glow) + circle([sunX, y, 66], '#fff6d8') + bands
}

function highSun(setting: Setting, horizon: number): string {
  const choose = stream(setting, 'clouds')
  const { sunX, frame } = setting
  const y = Math.max(horizon * 0.24, setting.skyTop + 90 * Math.sign(setting.skyTop))
  const glow = radial([
    [0, '#fffbe6', 0.95],
    [0.2, '#fff4c2', 0.5],
    [1, '#fff4c2', 0],
  ])
  const shadow = setting.sky === 'snow' ? '#cfe0ee' : '#bcd9ef'
  const depth = horizon - frame.top
  return (
    circle([sunX, y, 300], glow) +
    circle([sunX, y, 46], '#fffdf0', { opacity: 0.9 }) +
    times(Math.round((spread(setting, 5) * Math.max(1000, depth)) / 1000), () =>
      cloud(choose, {
        x: choose.unit() * frame.width,
        y: horizon - depth * choose.between(0.4, 0.88),
        size: choose.between(70, 150),
        shadow,
        opacity: 0.9,
      }),
    )
  )
}

function overcast(setting: Setting, horizon: number): string {
  const choose = stream(setting, 'clouds')
  const { frame } = setting
  const depth = horizon - frame.top
  return times(Math.round((spread(setting, 8) * Math.max(1000, depth)) / 1000), () =>
    cloud(choose, {
      x: choose.unit() * frame.width,
      y: horizon - depth * choose.between(0.55, 0.95),
      size: choose.between(120, 220),
      shadow: '#6c7a88',
      opacity: 0.55,
    }),
  )
}

export interface Cloud {
  readonly x: number
  /** The flat underside. */
  readonly y: number
  /** About half the width. */
  readonly size: number
  readonly shadow: string
  readonly opacity: number
}

export function cloud(choose: Random, { x, y, size, shadow, opacity }: Cloud): string {
  let [puffs, shades] = ['', '']
  for (let at = -3; at <= 3; at++) {
    const side = at / 3
    const radius = size * (0.17 + 0.2 * (1 - side * side)) * choose.between(0.85, 1.15)
    const [cx, cy] = [x + side * size * 0.95, y - radius * 0.75]
    puffs += circle([cx, cy, radius], '#ffffff')
    shades += circle([cx + size * 0.03, cy + radius * 0.34, radius * 0.8], shadow)
  }
  const base = rect([x - size * 1.12, y - size * 0.2, size * 2.24, size * 0.22], '#ffffff', {
    rx: Math.round(size * 0.11),
  })
  const above = rect([x - size * 2, y - size * 1.5, size * 4, size * 1.52], '#000000')
  return faded(clipped(puffs + base + faded(shades, 0.5), above), opacity)
}

/** Shimmering curtains of the northern lights. */
export function aurora({ frame }: Setting): string {
  return times(4, (at) => {
    const glow = linear([
      [0, '#3dffb0', 0],
      [0.5, at % 2 === 1 ? '#8a5cff' : '#3dffb0', 0.5],
      [1, '#3dffb0', 0],
    ])
    const y = 80 + at * 50
    const steps = Array.from({ length: 11 }, (_, step) => step)
    const upper = steps.map(
      (step) => `${num((frame.width * step) / 10)} ${num(y + Math.sin(step * 0.9 + at * 1.7) * 50)}`,
    )
    const lower = steps
      .toReversed()
      .map(
        (step) =>
          `${num((frame.width * step) / 10)} ${num(y + 190 + Math.sin(step * 0.9 + at * 1.7 + 0.4) * 60)}`,
      )
    return path(`M${[...upper, ...lower].join('L')}Z`, glow)
  })
}
