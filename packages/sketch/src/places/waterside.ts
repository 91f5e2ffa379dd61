import { mix } from '../colour.ts'
import { linear } from '../svg/gradient.ts'
import { icon } from '../svg/icon.ts'
import { ridge, softLand } from '../svg/ridge.ts'
import { num, path, placed, rect } from '../svg/shapes.ts'
import { farOff, horizonColour, inLight } from './daylight.ts'
import { spread, stream, times, type PlaceArt, type Setting } from './place.ts'
import { sky } from './sky.ts'
import { grass, hill, mountains, water, type Water } from './terrain.ts'

export function sea(setting: Setting): PlaceArt {
  const horizon = 540
  if (setting.openWater) return { behind: seaView(setting, horizon), middle: '', front: '', ground: 800 }
  return { behind: seaView(setting, horizon), middle: promenade(setting), front: '', ground: 925 }
}

export function beach(setting: Setting): PlaceArt {
  const { frame } = setting
  const sand = linear([
    [0, inLight(setting, '#f6dfae')],
    [1, inLight(setting, '#d9b57b')],
  ])
  const shore = { name: 'shore', height: 24, points: 9 }
  return {
    behind: seaView(setting, 500),
    middle:
      hill(setting, { ...shore, base: 746, fill: '#ffffffbf' }) +
      hill(setting, { ...shore, base: 760, fill: sand }),
    front:
      icon('palm-tree', { x: frame.width * 0.06, y: 930, size: 560 }) +
      icon('palm-tree', { x: frame.width * 0.95, y: 930, size: 560, mirrored: true }),
    ground: 900,
  }
}

export function lake(setting: Setting): PlaceArt {
  const horizon = 560
  const surface = water(setting, {
    horizon,
    near: mix(horizonColour(setting), '#5fa7c6', 0.5),
    far: inLight(setting, '#1d5a86'),
    glitter: setting.sky === 'sunset' ? '#ffe6a8' : undefined,
  })
  const view =
    sky(setting, horizon) +
    mountains(setting, { horizon, colours: ['#7d96b8', '#5b7a9e', '#3f5f80'], height: 240 }) +
    surface
  if (setting.openWater) return { behind: view, middle: '', front: '', ground: 800 }
  return {
    behind: view,
    middle:
      hill(setting, { name: 'bank', base: 820, height: 20, points: 9, fill: inLight(setting, '#4d8442') }) +
      grass(setting, {
        name: 'reeds',
        from: 835,
        to: 1000,
        blades: 600,
        colours: ['#5d9c4b', '#3e7f3c', '#7db75d'],
        length: [18, 44],
      }),
    front: '',
    ground: 910,
  }
}

export function snowland(setting: Setting): PlaceArt {
  const horizon = 600
  const surface = water(setting, {
    horizon,
    near: inLight(setting, '#6fb3d6'),
    far: inLight(setting, '#1d5a86'),
  })
  return {
    behind: sky(setting, horizon) + icebergs(setting, horizon) + surface,
    middle: hill(setting, {
      name: 'floe',
      base: 800,
      height: 18,
      points: 9,
      fill: inLight(setting, '#eef7fc'),
    }),
    front: '',
    ground: 900,
  }
}

function seaView(setting: Setting, horizon: number): string {
  const { frame, sunX } = setting
  const width = frame.width * 0.42
  const island = softLand(
    ridge(stream(setting, 'island'), { width, base: horizon - 18, height: 46, roughness: 0.5, points: 10 }),
    horizon + 2,
  )
  const left = sunX > frame.width / 2 ? 0 : frame.width * 0.58
  return (
    sky(setting, horizon) +
    placed(path(island, farOff(setting, '#4a6a86', 0.4)), { x: left }) +
    water(setting, { horizon, ...seaColours(setting) })
  )
}

function seaColours(setting: Setting): Omit<Water, 'horizon'> {
  switch (setting.sky) {
    case 'sunset':
      return { near: '#e8845f', far: '#3c2a63', glitter: '#ffe6a8' }
    case 'night':
      return { near: '#274175', far: '#0a1330', glitter: '#cfdcff' }
    case 'sunrise':
      return { near: '#d9b7b3', far: '#3f6f9e', glitter: '#fff0c4' }
    case 'rain':
    case 'fog':
      return { near: '#8fa5b2', far: '#3b5365' }
    case 'day':
    case 'snow':
    case 'space':
      return { near: '#5fb7d6', far: '#1c6fa3', glitter: '#ffffff' }
  }
}

/** A road along the water with a railing. */
function promenade(setting: Setting): string {
  const { frame } = setting
  const [y, light] = [800, (colour: string): string => inLight(setting, colour)]
  const marks = times(Math.ceil(frame.width / 150), (at) =>
    path(`M${20 + at * 150} 956h86l14 14h-94z`, light('#f0e6c8'), { opacity: 0.8 }),
  )
  const posts = times(Math.ceil(frame.width / 118) + 1, (at) =>
    rect([at * 118 - 10, y - 72, 9, 70], light('#e9e3d6')),
  )
  return (
    rect(
      [0, y, frame.width, frame.bottom - y],
      linear([
        [0, light('#7d7f8a')],
        [1, light('#4a4b57')],
      ]),
    ) +
    rect([0, y - 6, frame.width, 14], light('#c9c3b6')) +
    rect([0, y + 8, frame.width, 8], light('#8a8479')) +
    marks +
    posts +
    rect([0, y - 76, frame.width, 8], light('#f2ede2')) +
    rect([0, y - 44, frame.width, 6], light('#e2dccf'))
  )
}

function icebergs(setting: Setting, horizon: number): string {
  const choose = stream(setting, 'icebergs')
  return times(spread(setting, 5), () => {
    const [x, height] = [choose.unit() * setting.frame.width, choose.between(60, 230)]
    const half = height * choose.between(0.8, 1.6)
    const foot = num(horizon + 4)
    const top = `${num(x + half * 0.1)} ${num(horizon - height)}`
    const right = `L${num(x + half * 0.5)} ${num(horizon - height * 0.4)}L${num(x + half)} ${foot}`
    return (
      path(
        `M${num(x - half)} ${foot}L${num(x - half * 0.4)} ${num(horizon - height * 0.7)}L${top}${right}Z`,
        inLight(setting, '#e6f3fb'),
      ) + path(`M${top}${right}H${num(x)}Z`, inLight(setting, '#a9cfe6'))
    )
  })
}
