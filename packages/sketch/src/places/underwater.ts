import { linear } from '../svg/gradient.ts'
import { icon } from '../svg/icon.ts'
import { circle, num, path, rect } from '../svg/shapes.ts'
import { spread, stream, times, type PlaceArt, type Setting } from './place.ts'
import { hill } from './terrain.ts'

const CORALS = ['#f06595', '#f28c28', '#8e44ad'] as const

export function underwater(setting: Setting): PlaceArt {
  const { frame } = setting
  const choose = stream(setting, 'under water')
  const sea = rect(
    [0, frame.top, frame.width, frame.bottom - frame.top],
    linear([
      [0, '#5fd0e6'],
      [0.5, '#1b86b8'],
      [1, '#0a3a66'],
    ]),
  )
  const ray = linear([
    [0, '#ffffff', 0.4],
    [1, '#ffffff', 0],
  ])
  const rays = times(spread(setting, 8), () => {
    const x = choose.unit() * frame.width
    return path(
      `M${num(x)} ${num(frame.top - 10)}h70L${num(x + choose.between(100, 320))} 900L${num(x - 40)} 900Z`,
      ray.fill,
    )
  })
  const reef = times(spread(setting, 7), () =>
    icon('coral', {
      x: choose.unit() * frame.width,
      y: choose.between(900, 985),
      size: choose.between(80, 170),
      colour: choose.pick(CORALS),
    }),
  )
  const bubbles = times(spread(setting, 40), () =>
    circle([choose.unit() * frame.width, choose.between(frame.top, 900), choose.between(3, 14)], '#ffffff', {
      opacity: 0.3,
    }),
  )
  return {
    behind: sea + ray.definition + rays,
    middle: hill(setting, { name: 'sea bed', base: 890, height: 40, points: 10, fill: '#c9b88a' }) + reef,
    front: bubbles,
    ground: 860,
    sky: 'day',
  }
}
