import { shade } from '../colour.ts'
import { linear, radial } from '../svg/gradient.ts'
import { icon } from '../svg/icon.ts'
import { ellipse, num, path, rect, stroke } from '../svg/shapes.ts'
import { stream, times, type PlaceArt, type Setting } from './place.ts'
import { woodTable } from './wood.ts'

const STUDIO_TONES = ['#d9c7b8', '#c9d3dc', '#e2cfcf', '#cfd8cc'] as const
const WALLS = ['#e9dcc9', '#d7e2dc', '#e4d4d6', '#cfdbe8'] as const

/** A seamless ground for things to be looked at. */
export function studio(setting: Setting): PlaceArt {
  const { frame } = setting
  const any = stream(setting, 'studio').pick(STUDIO_TONES)
  const tone = setting.tone ?? any
  const wall = rect(
    [0, frame.top, frame.width, frame.bottom - frame.top],
    radial(
      [
        [0, shade(tone, 0.65)],
        [0.55, tone],
        [1, shade(tone, -0.38)],
      ],
      [0.5, 0.4, 0.75],
    ),
  )
  const floor = rect(
    [0, 640, frame.width, frame.bottom - 640],
    linear([
      [0, tone, 0],
      [0.3, shade(tone, 0.25), 0.8],
      [1, shade(tone, -0.1)],
    ]),
  )
  return {
    behind: wall + (setting.table ? woodTable(setting, 690) : floor),
    middle: '',
    front: '',
    ground: setting.table ? 840 : 850,
    studio: true,
    sky: 'day',
  }
}

export function room(setting: Setting): PlaceArt {
  const { frame } = setting
  const any = stream(setting, 'room').pick(WALLS)
  const rug = setting.table
    ? ''
    : ellipse([frame.width * 0.47, 900, Math.min(frame.width * 0.36, 560), 62], '#a63d40', {
        opacity: 0.85,
      }) +
      ellipse([frame.width * 0.47, 900, Math.min(frame.width * 0.31, 480), 50], '#c75c5c', { opacity: 0.8 })
  return {
    behind:
      wall(setting, setting.tone ?? any) +
      bigWindow(setting) +
      icon('framed-picture', { x: frame.width * 0.24, y: 380, size: 170 }) +
      icon('potted-plant', { x: frame.width * 0.92, y: 860, size: 290 }) +
      woodTable(setting, setting.table ? 760 : 740),
    middle: rug,
    front: '',
    ground: setting.table ? 870 : 900,
    soft: true,
    sky: setting.sky === 'night' ? 'night' : 'day',
  }
}

/** Tiled wall, shelf, stove and counter. */
export function kitchen(setting: Setting): PlaceArt {
  const { frame } = setting
  const { width } = frame
  let joints = ''
  for (let y = 80; y < 700; y += 62) joints += `M0 ${y}H${num(width)}`
  for (let x = 0; x < width; x += 62) joints += `M${x} 0V700`
  const stoveX = width * 0.76
  const cupboards = times(
    Math.ceil(width / 240),
    (at) =>
      rect([at * 240 + 12, 690, 216, 170], '#d9b48a', { rx: 8 }) +
      rect([at * 240 + 104, 704, 32, 10], '#8a6a48', { rx: 5 }),
  )
  const jars = times(
    5,
    (at) =>
      rect(
        [width * 0.12 + at * 62, 214, 44, 66],
        ['#e4572e', '#f2b134', '#3fa34d', '#2e86ab', '#8a5a32'][at] ?? '#8a5a32',
        { rx: 8 },
      ) + rect([width * 0.12 + at * 62 + 4, 202, 36, 16], '#f4efe6', { rx: 4 }),
  )
  return {
    behind:
      wall(setting, setting.tone ?? '#e7eef0') +
      stroke(joints, '#c3d0d4', 2) +
      rect([width * 0.08, 280, Math.min(width * 0.4, 420), 18], '#9a6238', { rx: 4 }) +
      jars +
      path(
        `M${num(stoveX - 90)} 330L${num(stoveX - 50)} 130H${num(stoveX + 50)}L${num(stoveX + 90)} 330Z`,
        '#b8c0c8',
      ) +
      rect([0, 650, width, 40], '#f4efe6') +
      rect([0, 690, width, 180], '#b98f64') +
      cupboards +
      rect([stoveX - 110, 640, 220, 230], '#4a5058', { rx: 10 }) +
      rect([stoveX - 84, 720, 168, 110], '#22262b', { rx: 8 }) +
      icon('shallow-pan-of-food', { x: stoveX, y: 646, size: 110 }) +
      rect(
        [0, 860, width, frame.bottom - 860],
        linear([
          [0, '#c9a57a'],
          [1, '#8a6440'],
        ]),
      ),
    middle: '',
    front: '',
    ground: 930,
    soft: true,
    sky: 'day',
  }
}

const SPOTLIGHTS = ['#ff5da2', '#ffd25d', '#5dc8ff', '#b45dff'] as const

export function stage(setting: Setting): PlaceArt {
  const { frame } = setting
  const choose = stream(setting, 'spotlights')
  const beams = times(6, (at) => {
    const x = (frame.width * (at + 0.5)) / 6
    const light = choose.pick(SPOTLIGHTS)
    const beam = linear([
      [0, light, 0.75],
      [1, light, 0],
    ])
    return path(
      `M${num(x - 8)} ${num(frame.top)}h16L${num(x + choose.between(40, 200))} 800L${num(x - choose.between(40, 200))} 800Z`,
      beam,
    )
  })
  return {
    behind:
      rect(
        [0, frame.top, frame.width, frame.bottom - frame.top],
        linear([
          [0, '#1a0b2e'],
          [1, '#4a1650'],
        ]),
      ) + beams,
    middle: rect(
      [0, 760, frame.width, frame.bottom - 760],
      linear([
        [0, '#7a4fa0'],
        [1, '#1d0f2c'],
      ]),
    ),
    front: '',
    ground: 880,
    sky: 'night',
  }
}

export function wall({ frame }: Setting, tone: string): string {
  return rect(
    [0, frame.top, frame.width, 760 - frame.top],
    linear([
      [0, shade(tone, -0.12)],
      [0.6, tone],
      [1, shade(tone, -0.06)],
    ]),
  )
}

/** Rain on the glass. */
function panes(x: number): string {
  const drops = Array.from({ length: 46 }, (_, at) => {
    const [left, top] = [x + 10 + ((at * 67) % 250), 140 + ((at * 113) % 290)]
    return `M${num(left)} ${num(top)}l-8 30`
  })
  return (
    rect([x, 134, 270, 330], '#7d8fa0', { opacity: 0.75 }) +
    stroke(drops.join(''), '#eef5fb', { 'stroke-width': 3, opacity: 0.85 })
  )
}

export function bigWindow({ frame, sky, weather }: Setting): string {
  const x = frame.width * 0.62
  const view =
    sky === 'night'
      ? linear([
          [0, '#0a1334'],
          [1, '#3a4f8f'],
        ])
      : linear([
          [0, '#7fbdf0'],
          [1, '#e5f5ff'],
        ])
  const beam = linear(
    [
      [0, '#fffbe0', sky === 'night' ? 0.15 : 0.5],
      [1, '#fffbe0', 0],
    ],
    [1, 0, 0, 1],
  )
  return (
    rect([x - 14, 120, 298, 358], '#f9f6ef') +
    rect([x, 134, 270, 330], view) +
    (weather.includes('rain') || weather.includes('storm') ? panes(x) : '') +
    rect([x + 130, 134, 10, 330], '#f9f6ef') +
    rect([x, 290, 270, 9], '#f9f6ef') +
    rect([x - 30, 478, 330, 18], '#efe8da') +
    path(`M${num(x - 14)} 150V464L${num(x - 250)} 1000H${num(x - 640)}Z`, beam)
  )
}
