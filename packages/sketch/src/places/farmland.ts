import { shade } from '../colour.ts'
import { linear } from '../svg/gradient.ts'
import { circle, ellipse, num, path, rect, stroke } from '../svg/shapes.ts'
import { farOff, inLight } from './daylight.ts'
import { isSnowy, spread, stream, times, type PlaceArt, type Setting } from './place.ts'
import { sky } from './sky.ts'
import { grass, hill, mountains } from './terrain.ts'
import { roundTree } from './trees.ts'

/** Dry grass and flat-topped trees. */
export function savanna(setting: Setting): PlaceArt {
  const horizon = 600
  const ground = linear([
    [0, inLight(setting, '#e3c27a')],
    [1, inLight(setting, '#a9803f')],
  ])
  const places = [0.1, 0.24, 0.78, 0.93] as const
  const trees = places.map((x, at) =>
    acacia(setting, {
      x: setting.frame.width * x,
      y: horizon + 40 + (at % 2) * 40,
      height: 190 + (at % 2) * 90,
    }),
  )
  return {
    behind:
      sky(setting, horizon) +
      mountains(setting, { horizon, colours: ['#b99a7a', '#a98a5f'], height: 70 }) +
      hill(setting, { name: 'savanna', base: horizon + 20, height: 16, points: 9, fill: ground }) +
      trees.join('') +
      tallGrass(setting, [690, 1000], 900),
    middle: '',
    front: tallGrass(setting, [1000, 1030], 160),
    ground: 880,
  }
}

function tallGrass(setting: Setting, [from, to]: readonly [number, number], blades: number): string {
  return grass(setting, {
    name: `dry grass ${from}`,
    from,
    to,
    blades,
    colours: ['#d9b25f', '#b98f45', '#e8cf8a'],
    length: from >= 1000 ? [60, 130] : [14, 52],
  })
}

function acacia(setting: Setting, { x, y, height }: { x: number; y: number; height: number }): string {
  const [bark, crown] = [inLight(setting, '#5d4332'), inLight(setting, '#6f8a3f')]
  const top = y - height
  return (
    stroke(
      `M${num(x)} ${num(y)}Q${num(x - height * 0.04)} ${num(y - height * 0.5)} ${num(x)} ${num(top + height * 0.2)}M${num(x)} ${num(y - height * 0.5)}L${num(x - height * 0.34)} ${num(top + height * 0.16)}M${num(x)} ${num(y - height * 0.46)}L${num(x + height * 0.36)} ${num(top + height * 0.18)}`,
      bark,
      height * 0.05,
    ) +
    ellipse([x, top + height * 0.1, height * 0.62, height * 0.13], shade(crown, -0.12)) +
    ellipse([x - height * 0.16, top + height * 0.05, height * 0.42, height * 0.1], crown) +
    ellipse([x + height * 0.26, top + height * 0.03, height * 0.3, height * 0.08], shade(crown, 0.12))
  )
}

/** Ripe corn in rows that run to the horizon. */
export function field(setting: Setting): PlaceArt {
  return rows(setting, { ground: ['#e8c766', '#c9973a'], stripe: '#b9852f', crop: ears })
}

/** Bands of flowers. */
export function tulips(setting: Setting): PlaceArt {
  return rows(setting, { ground: ['#8fc06a', '#4f8f3f'], stripe: '#3f7a34', crop: blooms })
}

interface Crop {
  readonly ground: readonly [string, string]
  readonly stripe: string
  readonly crop: (setting: Setting, band: number) => string
}

function rows(setting: Setting, { ground, stripe, crop }: Crop): PlaceArt {
  const horizon = 590
  const { width, bottom } = setting.frame
  const [far, near] = isSnowy(setting) ? (['#f2f7fb', '#cfdfee'] as const) : ground
  const furrows = times(25, (at) => {
    const side = (at - 12) * width
    return `M${num(width / 2 + side * 0.05)} ${horizon + 30}L${num(width / 2 + side * 0.2)} ${num(bottom)}`
  })
  const choose = stream(setting, 'field trees')
  const trees = times(spread(setting, 5), () =>
    roundTree(choose, {
      x: choose.unit() * width,
      y: horizon + 30,
      height: choose.between(60, 110),
      colour: farOff(setting, '#4f9444', 0.3),
    }),
  )
  return {
    behind:
      sky(setting, horizon) +
      mountains(setting, { horizon, colours: ['#8fb0c9', '#7fa88a'], height: 100 }) +
      rect(
        [0, horizon + 20, width, bottom - horizon - 20],
        linear([
          [0, inLight(setting, far)],
          [1, inLight(setting, near)],
        ]),
      ) +
      stroke(furrows, inLight(setting, stripe), { 'stroke-width': 5, opacity: 0.4 }) +
      trees +
      [0, 1, 2, 3].map((band) => crop(setting, band)).join(''),
    middle: '',
    front: crop(setting, 5),
    ground: 880,
  }
}

function ears(setting: Setting, band: number): string {
  const choose = stream(setting, `ears ${band}`)
  const [y, size] = [660 + band * 72, 9 + band * 6]
  const stalks = times(spread(setting, 150 - band * 16), () => {
    const [x, foot] = [choose.unit() * setting.frame.width, y + choose.between(0, 60)]
    const lean = choose.between(-0.3, 0.3) * size
    return `M${num(x)} ${num(foot)}L${num(x + lean)} ${num(foot - size * 3)}`
  })
  const colour = inLight(setting, band % 2 === 0 ? '#f0d27a' : '#d9a94a')
  return stroke(stalks, colour, { 'stroke-width': 2 + band * 0.9 })
}

const PETALS = ['#e4374e', '#f6b93b', '#f06595', '#8e5cc9'] as const

function blooms(setting: Setting, band: number): string {
  const choose = stream(setting, `blooms ${band}`)
  const colour = inLight(setting, PETALS[band % PETALS.length] ?? PETALS[0])
  const [y, size] = [650 + band * 76, 6 + band * 4.4]
  return times(spread(setting, 90 - band * 9), () => {
    const [x, foot] = [choose.unit() * setting.frame.width, y + choose.between(0, 64)]
    const top = foot - size * 2.6
    return (
      stroke(`M${num(x)} ${num(foot)}V${num(top)}`, inLight(setting, '#3f8436'), size * 0.26) +
      path(
        `M${num(x - size)} ${num(top - size * 1.5)}L${num(x - size * 0.4)} ${num(top - size)}L${num(x)} ${num(top - size * 1.7)}L${num(x + size * 0.4)} ${num(top - size)}L${num(x + size)} ${num(top - size * 1.5)}Q${num(x + size * 1.1)} ${num(top + size * 0.4)} ${num(x)} ${num(top + size * 0.4)}Q${num(x - size * 1.1)} ${num(top + size * 0.4)} ${num(x - size)} ${num(top - size * 1.5)}Z`,
        shade(colour, choose.between(-0.1, 0.15)),
      )
    )
  })
}

/** One round hill in the middle; the subject stands on top of it. */
export function hilltop(setting: Setting): PlaceArt {
  const horizon = 660
  const { width, bottom } = setting.frame
  const snowy = isSnowy(setting)
  const reach = Math.min(width * 0.75, 900)
  const crest = 760
  const green = inLight(setting, snowy ? '#e9f2fa' : '#6fa84f')
  const mound = `M${num(width / 2 - reach)} ${num(bottom)}Q${num(width / 2 - reach * 0.5)} ${crest - 20} ${num(width / 2)} ${crest - 20}T${num(width / 2 + reach)} ${num(bottom)}Z`
  return {
    behind:
      sky(setting, horizon) +
      mountains(setting, { horizon, colours: ['#8fb0c9', '#7fa0a8', '#6f988a'], height: 150 }) +
      hill(setting, {
        name: 'far hills',
        base: 720,
        height: 60,
        points: 8,
        fill: farOff(setting, snowy ? '#dbe8f3' : '#5f9a4a', 0.3),
      }) +
      hill(setting, {
        name: 'near hills',
        base: 830,
        height: 60,
        points: 7,
        fill: farOff(setting, snowy ? '#e3edf6' : '#548f44', 0.12),
      }) +
      path(
        mound,
        linear([
          [0, shade(green, 0.18)],
          [1, shade(green, -0.4)],
        ]),
      ) +
      stroke(
        `M${num(width / 2 + 20)} ${num(bottom)}Q${num(width / 2 + 130)} 900 ${num(width / 2 + 6)} ${crest}`,
        inLight(setting, '#d9c79a'),
        26,
      ),
    middle: snowy ? '' : flowersOn(setting, crest),
    front: '',
    ground: crest,
  }
}

function flowersOn(setting: Setting, crest: number): string {
  const choose = stream(setting, 'hill flowers')
  return times(26, () =>
    circle(
      [
        setting.frame.width / 2 + choose.between(-0.4, 0.4) * Math.min(setting.frame.width, 1200),
        choose.between(crest + 90, 990),
        choose.between(3, 6),
      ],
      choose.pick(['#ffffff', '#ffd84d', '#ff8fb1']),
    ),
  )
}
