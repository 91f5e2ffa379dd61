import { shade } from '../colour.ts'
import { linear } from '../svg/gradient.ts'
import { ellipse, faded, rect, stroke } from '../svg/shapes.ts'
import { farOff, horizonColour, inLight } from './daylight.ts'
import { isSnowy, spread, stream, times, type PlaceArt, type Setting } from './place.ts'
import { sky } from './sky.ts'
import { grass, haze, hill, mountains } from './terrain.ts'
import { conifer, roundTree } from './trees.ts'

const HORIZON = 600
const AUTUMN = ['#d9772e', '#c9452a', '#e0a52f', '#b5651d'] as const

export function forest(setting: Setting): PlaceArt {
  const autumn = setting.weather.includes('autumn')
  const rows = [0, 1, 2, 3].map(
    (row) =>
      trees(setting, row) +
      (row < 3
        ? haze(setting, horizonColour(setting), [HORIZON + row * 34 - 150, HORIZON + row * 34 + 15])
        : ''),
  )
  const behind =
    sky(setting, HORIZON) +
    mountains(setting, { horizon: HORIZON, colours: ['#8fa9b8', '#6d8b93'], height: 130 }) +
    rows.join('') +
    floor(setting)
  return { behind, middle: '', front: autumn ? '' : nearTrees(setting), ground: 880 }
}

function trees(setting: Setting, row: number): string {
  const choose = stream(setting, `trees ${row}`)
  const { width } = setting.frame
  const [base, size] = [HORIZON + row * 34, 210 + row * 95]
  const distance = 0.62 - row * 0.2
  let drawn = ''
  for (let x = -40; x < width + 40; x += size * choose.between(0.17, 0.3)) {
    const clearing = row === 3 && Math.abs(x - width / 2) < Math.min(width * 0.27, 420)
    if (clearing) continue
    const y = base + choose.between(-8, 14)
    if (setting.weather.includes('autumn')) {
      drawn += roundTree(choose, {
        x,
        y,
        height: size * choose.between(0.7, 1),
        colour: farOff(setting, choose.pick(AUTUMN), Math.max(0, distance - 0.12)),
      })
    } else {
      const colour = farOff(setting, isSnowy(setting) ? '#5f7f86' : '#2f6b46', distance)
      drawn += conifer(
        {
          x,
          y,
          height: size * choose.between(0.75, 1.15),
          colour: shade(colour, choose.between(-0.06, 0.06)),
        },
        isSnowy(setting),
      )
    }
  }
  return drawn
}

function floor(setting: Setting): string {
  const snowy = isSnowy(setting)
  const [far, near] = snowy ? ['#e9f2fa', '#b7cde2'] : ['#6fae5a', '#2e5d36']
  const earth = hill(setting, {
    name: 'forest floor',
    base: HORIZON + 80,
    height: 30,
    fill: linear([
      [0, inLight(setting, far)],
      [1, inLight(setting, near)],
    ]),
  })
  if (snowy) return earth + drifts(setting)
  return (
    earth +
    grass(setting, {
      name: 'forest grass',
      from: 730,
      to: 1000,
      blades: 900,
      colours: ['#5d9c4b', '#3e7f3c', '#7db75d'],
      length: [14, 40],
    })
  )
}

function drifts(setting: Setting): string {
  const choose = stream(setting, 'drifts')
  const mounds = times(spread(setting, 26), () =>
    ellipse(
      [
        choose.unit() * setting.frame.width,
        choose.between(720, 990),
        choose.between(60, 190),
        choose.between(5, 15),
      ],
      '#ffffff',
    ),
  )
  return faded(mounds, setting.sky === 'night' ? 0.12 : 0.5)
}

function nearTrees(setting: Setting): string {
  const colour = inLight(setting, isSnowy(setting) ? '#3f6068' : '#1f4a30')
  const { width } = setting.frame
  return (
    conifer({ x: -60, y: 1010, height: 1150, colour }, isSnowy(setting)) +
    conifer({ x: width + 70, y: 1010, height: 1050, colour }, isSnowy(setting))
  )
}

export function bamboo(setting: Setting): PlaceArt {
  const choose = stream(setting, 'bamboo')
  const { frame } = setting
  const stalks = [0.6, 0.35, 0.1].map((distance, row) =>
    times(spread(setting, 18), () => {
      const x = choose.unit() * frame.width
      const thick = 10 + row * 9
      const colour = farOff(setting, '#5f9a3f', distance)
      const joints = times(9, (at) =>
        rect([x - thick * 0.62, frame.top + at * 130 + 40, thick * 1.24, 6], shade(colour, -0.25)),
      )
      const leaf = (y: number): string =>
        stroke(
          `M${Math.round(x)} ${y}q60 -30 110 10M${Math.round(x)} ${y}q-60 -26 -104 16`,
          shade(colour, 0.1),
          9,
        )
      return (
        rect(
          [x - thick / 2, frame.top, thick, 720 + row * 40 - frame.top],
          linear(
            [
              [0, shade(colour, 0.25)],
              [1, shade(colour, -0.2)],
            ],
            [0, 0, 1, 0],
          ),
        ) +
        joints +
        leaf(120 + choose.whole(0, 240))
      )
    }),
  )
  const floorColour = linear([
    [0, inLight(setting, '#7fae5a')],
    [1, inLight(setting, '#39663a')],
  ])
  return {
    behind:
      sky(setting, 700) +
      stalks.join('') +
      hill(setting, { name: 'bamboo floor', base: 720, height: 24, fill: floorColour }),
    middle: grass(setting, {
      name: 'bamboo grass',
      from: 740,
      to: 1000,
      blades: 600,
      colours: ['#5d9c4b', '#3e7f3c'],
      length: [12, 34],
    }),
    front: '',
    ground: 880,
  }
}
