import { shade } from '../colour.ts'
import { linear } from '../svg/gradient.ts'
import { icon } from '../svg/icon.ts'
import { circle, ellipse, rect } from '../svg/shapes.ts'
import { farOff } from './daylight.ts'
import { spread, stream, times, type PlaceArt, type Setting } from './place.ts'
import { sky } from './sky.ts'
import { hill, mountains } from './terrain.ts'

const DUNES = ['#e8c08a', '#e2ad6b', '#d3934e', '#b97938']

export function desert(setting: Setting): PlaceArt {
  const horizon = 560
  const { frame } = setting
  const dunes = DUNES.map((own, at) => {
    const colour = farOff(setting, own, 0.35 - at * 0.11)
    const fill = linear([
      [0, shade(colour, 0.18)],
      [0.5, colour],
      [1, shade(colour, -0.2)],
    ])
    return hill(setting, {
      name: `dune ${at}`,
      base: horizon + 20 + at * 88,
      height: 64,
      roughness: 0.42,
      points: 7,
      fill,
    })
  })
  return {
    behind: sky(setting, horizon) + dunes.join(''),
    middle: '',
    front:
      icon('cactus', { x: frame.width * 0.07, y: 960, size: 300 }) +
      icon('cactus', { x: frame.width * 0.93, y: 900, size: 200, mirrored: true }),
    ground: 880,
  }
}

export function marsland(setting: Setting): PlaceArt {
  const horizon = 600
  const { frame } = setting
  const choose = stream(setting, 'mars stones')
  const air = rect(
    [0, frame.top, frame.width, frame.bottom - frame.top],
    linear([
      [0, '#6b3a2e'],
      [0.6, '#c98258'],
      [1, '#f0c49a'],
    ]),
  )
  const stones = times(spread(setting, 40), () => {
    const near = Math.sqrt(choose.unit())
    const [x, y] = [choose.unit() * frame.width, horizon + 90 + (1000 - horizon - 90) * near]
    const size = (4 + 30 * near) * choose.between(0.4, 1.1)
    return (
      ellipse([x, y, size, size * 0.5], '#8a3f27') +
      ellipse([x - size * 0.1, y - size * 0.1, size * 0.8, size * 0.36], '#a9553a')
    )
  })
  return {
    behind:
      air +
      circle([frame.width * 0.7, 190, 34], '#fff3dc') +
      mountains({ ...setting, sky: 'day' }, { horizon, colours: ['#b8684a', '#95492f'], height: 150 }),
    middle:
      hill(setting, {
        name: 'mars ground',
        base: horizon + 50,
        height: 34,
        points: 10,
        fill: linear([
          [0, '#c8683f'],
          [1, '#7d3520'],
        ]),
      }) + stones,
    front: '',
    ground: 880,
    sky: 'sunset',
  }
}
