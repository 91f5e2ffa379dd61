import { linear, radial } from '../svg/gradient.ts'
import { circle, clipped, ellipse, num, path, rect } from '../svg/shapes.ts'
import { SKY_STOPS } from './daylight.ts'
import { spread, stream, times, type PlaceArt, type Setting } from './place.ts'
import { stars } from './sky.ts'
import { hill } from './terrain.ts'

export function moonland(setting: Setting): PlaceArt {
  const horizon = 640
  const { frame } = setting
  return {
    behind:
      blackness(setting) +
      ellipse(
        [frame.width * 0.3, 260, frame.width * 0.5, 210],
        radial([
          [0, '#5b3fb0', 0.5],
          [1, '#5b3fb0', 0],
        ]),
        { transform: 'rotate(-14 500 300)' },
      ) +
      stars(setting, horizon, 340) +
      earth(setting) +
      hill(setting, {
        name: 'far craters',
        base: horizon - 10,
        height: 70,
        roughness: 0.55,
        points: 24,
        fill: '#6d6f80',
      }),
    middle:
      hill(setting, {
        name: 'moon ground',
        base: horizon + 50,
        height: 34,
        points: 10,
        fill: linear([
          [0, '#b9bbc7'],
          [0.4, '#8f91a0'],
          [1, '#55576a'],
        ]),
      }) + craters(setting, horizon),
    front: '',
    ground: 880,
    sky: 'space',
  }
}

const NEBULAE = [
  { x: 0.25, y: 0.3, rx: 0.5, ry: 0.3, colour: '#7b3fd0', opacity: 0.55 },
  { x: 0.75, y: 0.65, rx: 0.5, ry: 0.35, colour: '#1f6fd0', opacity: 0.45 },
  { x: 0.6, y: 0.25, rx: 0.3, ry: 0.2, colour: '#d03f9a', opacity: 0.35 },
]

export function space(setting: Setting): PlaceArt {
  const { frame } = setting
  const choose = stream(setting, 'home planet')
  const height = frame.bottom - frame.top
  const nebulae = NEBULAE.map(({ x, y, rx, ry, colour, opacity }) =>
    ellipse(
      [frame.width * x, frame.top + height * y, frame.width * rx, height * ry],
      radial([
        [0, colour, opacity],
        [1, colour, 0],
      ]),
    ),
  )
  const radius = Math.min(frame.width, 1400) * 0.62
  const y = frame.bottom + radius * 0.62
  const middle = frame.width / 2
  const clouds = times(16, (at) =>
    ellipse(
      [
        middle + choose.between(-0.7, 0.7) * radius,
        frame.bottom - choose.between(-20, 150),
        choose.between(40, 170),
        choose.between(6, 22),
      ],
      at % 3 === 0 ? '#4fae6a' : '#ffffff',
      { opacity: 0.5 },
    ),
  )
  const planet = circle(
    [middle, y, radius],
    radial([
      [0, '#2f7fd6'],
      [0.8, '#3f9ae6'],
      [1, '#b9e4ff'],
    ]),
  )
  return {
    behind:
      blackness(setting) +
      nebulae.join('') +
      stars(setting, frame.bottom, 520) +
      circle(
        [middle, y, radius * 1.12],
        radial([
          [0.86, '#8fd0ff', 0.75],
          [1, '#8fc8ff', 0],
        ]),
      ) +
      planet +
      clipped(clouds, circle([middle, y, radius], '#000000')),
    middle: '',
    front: '',
    ground: 720,
    floating: true,
    sky: 'space',
  }
}

function blackness({ frame }: Setting): string {
  return rect([0, frame.top, frame.width, frame.bottom - frame.top], linear(SKY_STOPS.space))
}

function earth(setting: Setting): string {
  const choose = stream(setting, 'earth')
  const [x, y, radius] = [
    setting.frame.width * (setting.sunX < setting.frame.width / 2 ? 0.2 : 0.8),
    235,
    120,
  ]
  const ball = radial(
    [
      [0, '#8fd0ff'],
      [0.55, '#2f7fd6'],
      [1, '#0d2a66'],
    ],
    [0.35, 0.35, 0.8],
  )
  const lands = times(7, (at) => {
    const [cx, cy] = [x + choose.between(-1, 1) * radius, y + choose.between(-0.9, 0.9) * radius]
    const turn = `rotate(${choose.whole(-30, 30)} ${num(cx)} ${num(cy)})`
    const size = [radius * choose.between(0.15, 0.4), radius * choose.between(0.08, 0.24)] as const
    return ellipse([cx, cy, ...size], at % 2 === 1 ? '#58b368' : '#ffffff', {
      opacity: at % 2 === 1 ? 0.85 : 0.55,
      transform: turn,
    })
  })
  const night = circle([x + radius * 0.55, y + radius * 0.5, radius * 1.15], '#03061a', { opacity: 0.45 })
  return (
    circle(
      [x, y, radius * 1.8],
      radial([
        [0.42, '#8fc8ff', 0.5],
        [1, '#8fc8ff', 0],
      ]),
    ) +
    circle([x, y, radius], ball) +
    clipped(lands + night, circle([x, y, radius], '#000000'))
  )
}

function craters(setting: Setting, horizon: number): string {
  const choose = stream(setting, 'craters')
  return times(spread(setting, 26), () => {
    const near = Math.sqrt(choose.unit())
    const [x, y] = [
      choose.unit() * setting.frame.width,
      horizon + 80 + (setting.frame.bottom - horizon - 80) * near,
    ]
    const size = (10 + 70 * near) * choose.between(0.4, 1.1)
    const rim = `M${num(x - size)} ${num(y)}A${num(size)} ${num(size * 0.3)} 0 0 0 ${num(x + size)} ${num(y)}A${num(size)} ${num(size * 0.36)} 0 0 1 ${num(x - size)} ${num(y)}Z`
    return (
      ellipse([x, y, size, size * 0.3], '#4b4d5e', { opacity: 0.75 }) +
      ellipse([x, y + size * 0.06, size * 0.9, size * 0.24], '#787a8a') +
      path(rim, '#d5d7e0', { opacity: 0.8 })
    )
  })
}
