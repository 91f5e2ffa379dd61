import { shade } from '../colour.ts'
import { linear, radial } from '../svg/gradient.ts'
import { icon } from '../svg/icon.ts'
import { circle, ellipse, num, path, rect, stroke } from '../svg/shapes.ts'
import { inLight } from './daylight.ts'
import { spread, stream, times, type PlaceArt, type Setting } from './place.ts'
import { sky } from './sky.ts'
import { grass, haze, hill, mountains } from './terrain.ts'

/** A smoking cone above black land with streams of lava. */
export function volcano(setting: Setting): PlaceArt {
  const { frame } = setting
  const middle = frame.width * 0.5
  const dusk: Setting = setting.sky === 'day' ? { ...setting, sky: 'sunset' } : setting
  const smoke = times(14, (at) => {
    const choose = stream(setting, `smoke ${at}`)
    return circle(
      [middle + choose.between(-1, 1) * (30 + at * 14), 210 - at * 22, 40 + at * 9],
      choose.pick(['#4a4048', '#5d525a', '#3a3238']),
      { opacity: 0.7 },
    )
  })
  const lava = linear([
    [0, '#fff0a0'],
    [0.4, '#ff8a2b'],
    [1, '#d9301f'],
  ])
  return {
    behind:
      sky(dusk, 640) +
      smoke +
      path(
        `M${num(middle - 460)} 720L${num(middle - 90)} 220Q${num(middle)} 250 ${num(middle + 90)} 220L${num(middle + 460)} 720Z`,
        linear([
          [0, '#6a4a4a'],
          [1, '#2f2428'],
        ]),
      ) +
      ellipse([middle, 228, 92, 20], '#ff9b3d') +
      path(
        `M${num(middle - 30)} 230Q${num(middle - 60)} 420 ${num(middle - 10)} 540Q${num(middle + 30)} 640 ${num(middle - 50)} 730H${num(middle + 50)}Q${num(middle + 80)} 620 ${num(middle + 34)} 520Q${num(middle)} 400 ${num(middle + 30)} 230Z`,
        lava,
      ),
    middle:
      hill(setting, {
        name: 'lava field',
        base: 720,
        height: 30,
        points: 14,
        fill: linear([
          [0, '#4a3a3c'],
          [1, '#1f181b'],
        ]),
      }) +
      stroke(
        `M0 860Q${num(frame.width * 0.3)} 800 ${num(frame.width * 0.5)} 850T${num(frame.width)} 830`,
        '#ff7a24',
        { 'stroke-width': 12, opacity: 0.85 },
      ),
    front: '',
    ground: 900,
    sky: dusk.sky,
  }
}

/** A cavern with hanging stone, crystals and light from above. */
export function cave(setting: Setting): PlaceArt {
  const { frame } = setting
  const choose = stream(setting, 'cave')
  const spikes = times(spread(setting, 16), () => {
    const [x, length, half] = [choose.unit() * frame.width, choose.between(90, 300), choose.between(24, 60)]
    return path(
      `M${num(x - half)} ${num(frame.top)}L${num(x)} ${num(frame.top + length)}L${num(x + half)} ${num(frame.top)}Z`,
      choose.pick(['#2b2a3a', '#34324a', '#232230']),
    )
  })
  return {
    behind:
      rect(
        [0, frame.top, frame.width, frame.bottom - frame.top],
        radial(
          [
            [0, '#6a6f9a'],
            [0.5, '#3a3a58'],
            [1, '#17161f'],
          ],
          [0.5, 0.4, 0.75],
        ),
      ) +
      path(
        `M${num(frame.width * 0.44)} ${num(frame.top)}H${num(frame.width * 0.58)}L${num(frame.width * 0.76)} 840H${num(frame.width * 0.24)}Z`,
        linear([
          [0, '#e6f2ff', 0.55],
          [1, '#e6f2ff', 0],
        ]),
      ) +
      spikes,
    middle:
      hill(setting, {
        name: 'cave floor',
        base: 760,
        height: 26,
        points: 14,
        fill: linear([
          [0, '#5d5a72'],
          [1, '#24222e'],
        ]),
      }) + crystals(setting),
    front: '',
    ground: 890,
    sky: 'night',
  }
}

function crystals(setting: Setting): string {
  const choose = stream(setting, 'crystals')
  return times(spread(setting, 12), () => {
    const [x, y, size] = [
      choose.unit() * setting.frame.width,
      choose.between(700, 790),
      choose.between(30, 90),
    ]
    const colour = choose.pick(['#7fd6f2', '#b48af0', '#6fe0c4'])
    return (
      path(
        `M${num(x)} ${num(y - size * 1.6)}L${num(x + size * 0.34)} ${num(y - size * 0.5)}L${num(x + size * 0.2)} ${num(y)}H${num(x - size * 0.2)}L${num(x - size * 0.34)} ${num(y - size * 0.5)}Z`,
        colour,
        { opacity: 0.9 },
      ) +
      path(
        `M${num(x)} ${num(y - size * 1.6)}L${num(x - size * 0.34)} ${num(y - size * 0.5)}L${num(x - size * 0.2)} ${num(y)}H${num(x)}Z`,
        shade(colour, 0.45),
        { opacity: 0.8 },
      )
    )
  })
}

/** Broad leaves, lianas and palms. */
export function jungle(setting: Setting): PlaceArt {
  const horizon = 620
  const { frame } = setting
  const choose = stream(setting, 'jungle')
  const wall = [0.55, 0.3, 0.08].map((pale, row) =>
    times(spread(setting, 16), () => {
      const colour = inLight(setting, shade('#2f7a3c', pale - 0.1))
      return ellipse(
        [
          choose.unit() * frame.width,
          300 + row * 130 + choose.between(-60, 60),
          choose.between(80, 170),
          choose.between(90, 150),
        ],
        colour,
      )
    }),
  )
  const lianas = times(spread(setting, 7), () => {
    const x = choose.unit() * frame.width
    return `M${num(x)} ${num(frame.top)}Q${num(x + choose.between(-90, 90))} 260 ${num(x + choose.between(-40, 40))} ${num(choose.between(340, 520))}`
  })
  return {
    behind:
      sky(setting, horizon) +
      mountains(setting, { horizon, colours: ['#7fa88a'], height: 110 }) +
      wall.join('') +
      haze(setting, '#d8f0c4', [380, 700]) +
      stroke(lianas, inLight(setting, '#3f6f34'), { 'stroke-width': 7 }) +
      hill(setting, {
        name: 'jungle floor',
        base: 710,
        height: 26,
        points: 9,
        fill: linear([
          [0, inLight(setting, '#5f9a44')],
          [1, inLight(setting, '#274f28')],
        ]),
      }) +
      grass(setting, {
        name: 'jungle grass',
        from: 740,
        to: 1000,
        blades: 700,
        colours: ['#4f9a3f', '#2f7434', '#7fc25a'],
        length: [18, 60],
      }),
    middle: '',
    front:
      icon('palm-tree', { x: frame.width * 0.04, y: 1000, size: 720 }) +
      icon('palm-tree', { x: frame.width * 0.97, y: 1000, size: 640, mirrored: true }) +
      icon('hibiscus', { x: frame.width * 0.14, y: 985, size: 80 }) +
      icon('hibiscus', { x: frame.width * 0.88, y: 990, size: 90 }),
    ground: 880,
  }
}
