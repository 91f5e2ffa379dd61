import { shade } from '../colour.ts'
import { propNamed } from '../props/props.ts'
import { linear, radial } from '../svg/gradient.ts'
import { icon } from '../svg/icon.ts'
import { circle, ellipse, num, path, placed, rect, stroke } from '../svg/shapes.ts'
import { farOff, inLight } from './daylight.ts'
import { isSnowy, spread, stream, times, type PlaceArt, type Setting } from './place.ts'
import { sky } from './sky.ts'
import { grass, hill, mountains, water } from './terrain.ts'

/** Two dark house fronts with a strip of sky and a lamp between them. */
export function alley(setting: Setting): PlaceArt {
  const { frame } = setting
  const middle = frame.width / 2
  const gap = Math.min(130, frame.width * 0.16)
  const night: Setting = setting.sky === 'day' ? { ...setting, sky: 'night' } : setting
  const cobbles = times(9, (row) => {
    const y = 740 + row * (18 + row * 4)
    const size = 34 + row * 12
    return times(
      Math.ceil(frame.width / size) + 1,
      (at) =>
        `M${num(at * size - (row % 2) * size * 0.5)} ${num(y)}q${num(size / 2)} ${num(-size * 0.26)} ${num(size)} 0`,
    )
  })
  return {
    behind:
      sky(night, 760) +
      front(night, [-20, middle - gap], 1) +
      front(night, [middle + gap, frame.width + 20], -1) +
      rect(
        [0, 730, frame.width, frame.bottom - 730],
        linear([
          [0, inLight(night, '#8a8794')],
          [1, inLight(night, '#4d4a57')],
        ]),
      ) +
      stroke(cobbles, inLight(night, '#33313c'), { 'stroke-width': 3, opacity: 0.7 }) +
      pool([middle + gap + 60, 800]),
    middle: lamp(middle + gap + 60, 790),
    front: '',
    ground: 890,
    sky: setting.sky === 'day' ? 'night' : setting.sky,
  }
}

function pool([x, y]: readonly [number, number]): string {
  return ellipse(
    [x, y + 30, 320, 90],
    radial([
      [0, '#ffdf8a', 0.5],
      [1, '#ffdf8a', 0],
    ]),
  )
}

function lamp(x: number, y: number): string {
  const art = propNamed('street-lamp')
  return art ? placed(art.draw(undefined, stream({ seed: 'lamp' }, 'lamp')), { x, y, scale: 0.95 }) : ''
}

/** A brick house from one x to the other, its windows towards the alley. */
function front(setting: Setting, [left, right]: readonly [number, number], towards: 1 | -1): string {
  const { top } = setting.frame
  const brick = inLight(setting, '#7d5548')
  const choose = stream(setting, `front ${towards}`)
  const panes = times(Math.ceil((right - left) / 150), (column) =>
    times(5, (row) => {
      const [x, y] = [left + 46 + column * 150, 60 + row * 140]
      const lit = choose.unit() < 0.45
      return (
        rect([x - 8, y - 8, 86, 106], shade(brick, -0.35), { rx: 4 }) +
        rect([x, y, 70, 90], lit ? '#ffd98a' : '#2b3346') +
        stroke(`M${x + 35} ${y}v90M${x} ${y + 44}h70`, shade(brick, -0.35), 5)
      )
    }),
  )
  return (
    rect(
      [left, top, right - left, 745 - top],
      linear(
        [
          [0, shade(brick, towards === 1 ? -0.05 : -0.35)],
          [1, shade(brick, towards === 1 ? -0.35 : -0.05)],
        ],
        [0, 0, 1, 0],
      ),
    ) +
    stroke(courses([left, right], [top, 740]), shade(brick, -0.3), { 'stroke-width': 2, opacity: 0.5 }) +
    panes
  )
}

/** The joints of a brick wall. */
function courses([left, right]: readonly [number, number], [top, bottom]: readonly [number, number]): string {
  let d = ''
  for (let y = bottom, row = 0; y > top; y -= 30, row++) {
    d += `M${num(left)} ${num(y)}H${num(right)}`
    for (let x = left + (row % 2) * 34; x < right; x += 68) d += `M${num(x)} ${num(y)}v-30`
  }
  return d
}

export function brickwall(setting: Setting): PlaceArt {
  const { frame } = setting
  const brick = inLight(setting, '#b4614a')
  const choose = stream(setting, 'bricks')
  const odd = times(spread(setting, 70), () => {
    const row = choose.whole(0, 26)
    const x = choose.whole(0, Math.ceil(frame.width / 68)) * 68 + (row % 2) * 34
    return rect([x + 2, 760 - row * 30 + 2, 64, 26], shade(brick, choose.between(-0.18, 0.16)), { rx: 2 })
  })
  return {
    behind:
      rect(
        [0, frame.top, frame.width, 790 - frame.top],
        linear([
          [0, shade(brick, -0.1)],
          [1, shade(brick, 0.06)],
        ]),
      ) +
      odd +
      stroke(courses([0, frame.width], [frame.top, 790]), shade(brick, 0.4), {
        'stroke-width': 3,
        opacity: 0.55,
      }),
    middle:
      rect(
        [0, 786, frame.width, frame.bottom - 786],
        linear([
          [0, inLight(setting, '#c2bdb3')],
          [1, inLight(setting, '#8f8a82')],
        ]),
      ) + stroke(`M0 788H${num(frame.width)}M0 860H${num(frame.width)}`, inLight(setting, '#77726a'), 4),
    front: '',
    ground: 880,
  }
}

/** Houses along a lane between hills. */
export function village(setting: Setting): PlaceArt {
  const horizon = 600
  const { frame } = setting
  const snowy = isSnowy(setting)
  const choose = stream(setting, 'village')
  const houses = times(spread(setting, 7), (at) => {
    const x = (frame.width * (at + 0.5)) / spread(setting, 7) + choose.between(-20, 20)
    return cottage(setting, { x, y: horizon + 92 + (at % 2) * 34, size: choose.between(120, 165) })
  })
  return {
    behind:
      sky(setting, horizon) +
      mountains(setting, { horizon, colours: ['#94a9c9', '#7f9f9a'], height: 190 }) +
      hill(setting, {
        name: 'village hill',
        base: horizon + 30,
        height: 36,
        points: 8,
        fill: inLight(setting, snowy ? '#e6eff7' : '#86bd5f'),
      }) +
      houses,
    middle:
      hill(setting, {
        name: 'village green',
        base: 760,
        height: 14,
        points: 9,
        fill: inLight(setting, snowy ? '#eef5fb' : '#6aa648'),
      }) +
      path(
        `M${num(frame.width * 0.36)} ${num(frame.bottom)}Q${num(frame.width * 0.5)} 850 ${num(frame.width * 0.48)} 762H${num(frame.width * 0.53)}Q${num(frame.width * 0.6)} 850 ${num(frame.width * 0.68)} ${num(frame.bottom)}Z`,
        inLight(setting, '#d9c79a'),
      ) +
      (snowy
        ? ''
        : grass(setting, {
            name: 'village grass',
            from: 790,
            to: 1000,
            blades: 420,
            colours: ['#5fa845', '#3f8436', '#86c25c'],
            length: [10, 34],
          })),
    front: '',
    ground: 890,
  }
}

const WALLS = ['#f4e6cf', '#efd9c3', '#e3e0d6', '#f2dcd0'] as const
const ROOFS = ['#b4513c', '#8f4a3c', '#a8623f', '#7a4a52'] as const

function cottage(setting: Setting, { x, y, size }: { x: number; y: number; size: number }): string {
  const choose = stream(setting, `cottage ${Math.round(x)}`)
  const [wall, roof] = [
    inLight(setting, choose.pick(WALLS)),
    isSnowy(setting) ? '#f4f9fd' : inLight(setting, choose.pick(ROOFS)),
  ]
  const lit = setting.sky === 'night' || setting.sky === 'sunset' ? '#ffd98a' : '#9cc4dc'
  const half = size * 0.52
  return (
    rect([x + half * 0.4, y - size * 1.16, size * 0.13, size * 0.4], shade(wall, -0.3)) +
    rect([x - half, y - size * 0.62, half * 2, size * 0.62], wall) +
    path(
      `M${num(x - half * 1.2)} ${num(y - size * 0.58)}L${num(x)} ${num(y - size * 1.14)}L${num(x + half * 1.2)} ${num(y - size * 0.58)}Z`,
      roof,
    ) +
    rect([x - size * 0.1, y - size * 0.34, size * 0.2, size * 0.34], shade(wall, -0.5), { rx: 4 }) +
    rect([x - half * 0.78, y - size * 0.44, size * 0.18, size * 0.18], lit) +
    rect([x + half * 0.42, y - size * 0.44, size * 0.18, size * 0.18], lit)
  )
}

/** A quay with boats at anchor. */
export function harbour(setting: Setting): PlaceArt {
  const horizon = 540
  const { frame } = setting
  const surface = water(setting, {
    horizon,
    near: inLight(setting, '#6fb3d0'),
    far: inLight(setting, '#1d5a86'),
    glitter:
      setting.sky === 'day' || setting.sky === 'snow'
        ? '#ffffff'
        : setting.sky === 'rain' || setting.sky === 'fog'
          ? undefined
          : '#ffe6a8',
  })
  const places = [0.12, 0.3, 0.74, 0.9] as const
  const boats = places.map((x, at) =>
    icon('sailboat', {
      x: frame.width * x,
      y: 640 + (at % 2) * 50,
      size: 150 + (at % 2) * 40,
      mirrored: at % 2 === 0,
    }),
  )
  const planks = times(Math.ceil(frame.width / 90), (at) => `M${at * 90} 806V${num(frame.bottom)}`)
  return {
    behind:
      sky(setting, horizon) +
      mountains(setting, { horizon, colours: ['#8fa9b8'], height: 90 }) +
      times(9, (at) =>
        cottage(
          { ...setting, sky: setting.sky },
          { x: frame.width * (0.04 + at * 0.115), y: horizon + 12, size: 62 },
        ),
      ) +
      surface +
      boats.join(''),
    middle:
      rect(
        [0, 800, frame.width, frame.bottom - 800],
        linear([
          [0, inLight(setting, '#b08a5c')],
          [1, inLight(setting, '#7a5836')],
        ]),
      ) +
      stroke(planks, inLight(setting, '#5b3f26'), 4) +
      rect([0, 796, frame.width, 14], inLight(setting, '#d3b184')) +
      [0.08, 0.92]
        .map(
          (x) =>
            rect([frame.width * x - 20, 740, 40, 90], farOff(setting, '#4a3826', 0.05), { rx: 12 }) +
            circle([frame.width * x, 742, 22], inLight(setting, '#6b4f33')),
        )
        .join(''),
    front: '',
    ground: 925,
  }
}
