import { shade } from '../colour.ts'
import { linear } from '../svg/gradient.ts'
import { num, rect, stroke } from '../svg/shapes.ts'
import { spread, stream, type Setting } from './place.ts'

const WOOD = '#9a6238'

/** Boards that run towards the viewer, from `y` down. */
export function woodTable(setting: Setting, y: number): string {
  const { frame } = setting
  const boards = Array.from({ length: 19 }, (_, at) => {
    const side = (at - 9) * frame.width
    return `M${num(frame.width / 2 + side * 0.085)} ${y}L${num(frame.width / 2 + side * 0.17)} ${num(frame.bottom)}`
  })
  return (
    rect(
      [0, y, frame.width, frame.bottom - y],
      linear([
        [0, shade(WOOD, 0.28)],
        [0.25, WOOD],
        [1, shade(WOOD, -0.38)],
      ]),
    ) +
    stroke(boards.join(''), shade(WOOD, -0.55), { 'stroke-width': 2.4, opacity: 0.55 }) +
    stroke(grain(setting, y), shade(WOOD, -0.42), { 'stroke-width': 1.5, opacity: 0.42 }) +
    rect(
      [0, y, frame.width, 26],
      linear([
        [0, '#ffffff', 0.5],
        [1, '#ffffff', 0],
      ]),
    )
  )
}

function grain(setting: Setting, y: number): string {
  const choose = stream(setting, 'wood')
  const { frame } = setting
  let d = ''
  for (let at = spread(setting, 260); at > 0; at--) {
    const side = choose.between(-1.6, 1.6) * frame.width * 0.5
    const from = choose.unit()
    const to = Math.min(1, from + choose.between(0.05, 0.35))
    const point = (along: number, stray: number): string =>
      `${num(frame.width / 2 + side * (1 + along) + stray)} ${num(y + (frame.bottom - y) * along)}`
    d += `M${point(from, 0)}Q${point((from + to) / 2, choose.between(-7, 7))} ${point(to, 0)}`
  }
  return d
}
