import { shade } from '../colour.ts'
import { linear } from '../svg/gradient.ts'
import { circle } from '../svg/shapes.ts'
import { inLight } from './daylight.ts'
import { isSnowy, spread, stream, times, type PlaceArt, type Setting } from './place.ts'
import { sky } from './sky.ts'
import { grass, hill, mountains } from './terrain.ts'
import { roundTree } from './trees.ts'

export function mountain(setting: Setting): PlaceArt {
  const horizon = 640
  const snowy = isSnowy(setting)
  const [far, near] = snowy ? ['#eef5fb', '#bcd0e4'] : ['#8ab661', '#3f6f3c']
  const peaks = mountains(setting, {
    horizon,
    colours: ['#94a9c9', '#7089ad', '#4f6c8e', '#3b5a5f'],
    height: 360,
  })
  const slope = hill(setting, {
    name: 'slope',
    base: horizon + 40,
    height: 50,
    fill: linear([
      [0, inLight(setting, far)],
      [1, inLight(setting, near)],
    ]),
  })
  const blades = snowy
    ? ''
    : grass(setting, {
        name: 'slope grass',
        from: 730,
        to: 1000,
        blades: 800,
        colours: ['#6ea24f', '#4d8442', '#93bd68'],
        length: [12, 36],
      })
  return { behind: sky(setting, horizon) + peaks + slope + blades, middle: '', front: '', ground: 880 }
}

export function meadow(setting: Setting): PlaceArt {
  const horizon = 600
  const snowy = isSnowy(setting)
  const behind =
    sky(setting, horizon) +
    mountains(setting, { horizon, colours: ['#8fb0c9', '#7fa88a'], height: 120 }) +
    hills(setting, horizon)
  if (snowy) return { behind, middle: '', front: '', ground: 880 }
  return {
    behind,
    middle:
      grass(setting, {
        name: 'meadow grass',
        from: 760,
        to: 1000,
        blades: 1100,
        colours: ['#5fa845', '#3f8436', '#86c25c'],
        length: [16, 46],
      }) + flowers(setting),
    front: grass(setting, {
      name: 'near grass',
      from: 1000,
      to: 1030,
      blades: 150,
      colours: ['#2f6b2c', '#3f8436'],
      length: [60, 140],
    }),
    ground: 880,
  }
}

const AUTUMN = ['#d9772e', '#c9452a', '#e0a52f', '#b5651d'] as const

function isAutumn({ weather }: Setting): boolean {
  return weather.includes('autumn') || weather.includes('leaves')
}

const GREEN = ['#9bcf6b', '#6fb24f', '#4a8f3f']
const WHITE = ['#f2f7fb', '#e3edf6', '#cfdfee']

function hills(setting: Setting, horizon: number): string {
  const choose = stream(setting, 'meadow trees')
  return (isSnowy(setting) ? WHITE : GREEN)
    .map((own, at) => {
      const colour = inLight(setting, own)
      const fill = linear([
        [0, shade(colour, 0.14)],
        [1, shade(colour, -0.16)],
      ])
      const trees = times(at < 2 ? spread(setting, isAutumn(setting) ? 5 : 3) : 0, () =>
        roundTree(choose, {
          x: choose.unit() * setting.frame.width,
          y: horizon + 40 + at * 60,
          height: choose.between(90, 150) + at * 50,
          colour: inLight(setting, isAutumn(setting) ? choose.pick(AUTUMN) : '#4f9444'),
        }),
      )
      return (
        hill(setting, {
          name: `hill ${at}`,
          base: horizon + 10 + at * 70,
          height: 44,
          roughness: 0.45,
          points: 8,
          fill,
        }) + trees
      )
    })
    .join('')
}

const PETALS = ['#ffffff', '#ffd84d', '#ff8fb1', '#b692f0'] as const

function flowers(setting: Setting): string {
  const choose = stream(setting, 'flowers')
  return times(spread(setting, 34), () => {
    const [x, y] = [choose.unit() * setting.frame.width, choose.between(790, 990)]
    const size = choose.between(3, 6) * (y / 880)
    const colour = inLight(setting, choose.pick(PETALS))
    const petals = times(5, (at) =>
      circle([x + Math.cos(at * 1.257) * size, y + Math.sin(at * 1.257) * size, size * 0.72], colour),
    )
    return petals + circle([x, y, size * 0.6], '#f2a93b')
  })
}
