import { shade } from '../colour.ts'
import { linear } from '../svg/gradient.ts'
import { circle, num, path, rect, stroke } from '../svg/shapes.ts'
import { inLight } from './daylight.ts'
import { studio } from './indoors.ts'
import { spread, stream, times, type PlaceArt, type Setting } from './place.ts'
import { sky } from './sky.ts'
import { mountains } from './terrain.ts'

/** Blue water with lanes, tiles in front. */
export function pool(setting: Setting): PlaceArt {
  const { frame } = setting
  const choose = stream(setting, 'pool')
  const ripples = times(spread(setting, 40), () => {
    const [x, y] = [choose.unit() * frame.width, choose.between(600, 810)]
    return `M${num(x)} ${num(y)}q20 -9 40 0t40 0`
  })
  const slabs = times(Math.ceil(frame.width / 120) + 1, (at) => `M${at * 120} 830V${num(frame.bottom)}`)
  return {
    behind:
      sky(setting, 570) +
      mountains(setting, { horizon: 570, colours: ['#9fc4a8', '#6fa87a'], height: 80 }) +
      rect([0, 566, frame.width, 20], inLight(setting, '#efe6d6')) +
      rect(
        [0, 584, frame.width, 250],
        linear([
          [0, inLight(setting, '#5fd0e6')],
          [1, inLight(setting, '#1b8fc4')],
        ]),
      ) +
      stroke(ripples, '#ffffff', { 'stroke-width': 3, opacity: 0.55 }),
    middle:
      rect([0, 826, frame.width, frame.bottom - 826], inLight(setting, '#e3d9c8')) +
      stroke(`${slabs}M0 900H${num(frame.width)}`, inLight(setting, '#b9ad98'), 3) +
      rect([0, 820, frame.width, 14], inLight(setting, '#fbf7ee')),
    front: '',
    ground: 910,
  }
}

/** A pitch with stands behind it. */
export function track(setting: Setting): PlaceArt {
  const { frame } = setting
  const choose = stream(setting, 'crowd')
  const people = times(spread(setting, 320), () =>
    circle(
      [choose.unit() * frame.width, choose.between(430, 590), choose.between(6, 10)],
      choose.pick(['#e4572e', '#2e86ab', '#f2b134', '#f5f5f2', '#6a4c93', '#3fa34d']),
    ),
  )
  const mown = times(8, (at) =>
    rect([0, 640 + at * 46, frame.width, 24], inLight(setting, '#6cbf52'), { opacity: 0.7 }),
  )
  const middle = frame.width / 2
  return {
    behind:
      sky(setting, 460) +
      rect([0, 410, frame.width, 200], inLight(setting, '#77808c')) +
      people +
      rect([0, 600, frame.width, 34], inLight(setting, '#e9edf0')) +
      rect(
        [0, 630, frame.width, frame.bottom - 630],
        linear([
          [0, inLight(setting, '#5cae48')],
          [1, inLight(setting, '#357a33')],
        ]),
      ) +
      mown +
      stroke(
        `M${num(middle - 230)} 640L${num(middle - 420)} 800H${num(middle + 420)}L${num(middle + 230)} 640M0 960H${num(frame.width)}`,
        '#ffffff',
        { 'stroke-width': 6, opacity: 0.85 },
      ) +
      stroke(`M${num(middle - 120)} 640V530H${num(middle + 120)}V640`, '#ffffff', 8),
    middle: '',
    front: '',
    ground: 890,
  }
}

/** A polished stone slab to show a thing on. */
export function marble(setting: Setting): PlaceArt {
  const { frame } = setting
  const choose = stream(setting, 'marble')
  const stone = linear([
    [0, '#ffffff'],
    [1, '#d9d8d6'],
  ])
  const veins = times(spread(setting, 11), () => {
    const [x, y] = [choose.unit() * frame.width, choose.between(700, frame.bottom)]
    return `M${num(x)} ${num(y)}q${num(choose.between(40, 120))} ${num(choose.between(-46, 46))} ${num(choose.between(120, 240))} ${num(choose.between(-60, 60))}t${num(choose.between(90, 200))} ${num(choose.between(-30, 50))}`
  })
  const art = studio({ ...setting, table: false, tone: setting.tone ?? '#cfc9c4' })
  return {
    ...art,
    behind:
      art.behind +
      rect([0, 690, frame.width, frame.bottom - 690], stone) +
      stroke(veins, '#a9a6a4', { 'stroke-width': 3, opacity: 0.55 }) +
      stroke(veins, shade('#a9a6a4', 0.3), { 'stroke-width': 12, opacity: 0.25 }) +
      path(`M0 690H${num(frame.width)}V700H0Z`, '#ffffff'),
    ground: 850,
  }
}
