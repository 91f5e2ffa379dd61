import { shade } from '../colour.ts'
import { linear } from '../svg/gradient.ts'
import { circle, ellipse, path, rect, stroke } from '../svg/shapes.ts'
import type { Prop } from './prop.ts'

const BODY =
  'M-440 -66Q-452 -120 -400 -142Q-300 -168 -190 -172Q-110 -236 10 -248Q130 -252 220 -196Q330 -190 410 -168Q446 -150 440 -84Q438 -52 410 -48H-410Q-436 -48 -440 -66Z'
const GLEAM =
  'M-408 -138Q-280 -164 -180 -166Q0 -158 200 -176Q320 -182 400 -160Q200 -150 0 -140Q-250 -132 -408 -138Z'

export const sportsCar: Prop = {
  height: 250,
  width: 890,
  draw(colour = '#d92626') {
    return (
      ellipse([0, -8, 440, 20], '#000000', { opacity: 0.35 }) +
      path(
        BODY,
        linear([
          [0, shade(colour, 0.42)],
          [0.38, colour],
          [0.72, shade(colour, -0.3)],
          [1, shade(colour, -0.55)],
        ]),
      ) +
      windows() +
      path(
        GLEAM,
        linear([
          [0, '#ffffff', 0.75],
          [1, '#ffffff', 0],
        ]),
        { opacity: 0.5 },
      ) +
      seams(colour) +
      rect([-440, -66, 880, 16], '#15171b', { rx: 8 }) +
      wheel(-278) +
      wheel(274)
    )
  },
}

function windows(): string {
  const pane = linear(
    [
      [0, '#d9ecf7'],
      [0.5, '#5f7f96'],
      [1, '#24323f'],
    ],
    [0, 0, 0.4, 1],
  )
  return (
    path('M-150 -174Q-84 -224 8 -232Q44 -234 56 -232L64 -178Q-40 -168 -150 -174Z', pane) +
    path('M74 -231Q140 -228 196 -192Q150 -180 82 -178Z', pane) +
    path('M-132 -178Q-80 -216 -24 -226L-60 -176Z', '#ffffff', { opacity: 0.35 })
  )
}

function seams(colour: string): string {
  return (
    stroke('M66 -178L58 -64M-160 -172Q-176 -120 -150 -62', shade(colour, -0.5), {
      'stroke-width': 4,
      opacity: 0.7,
    }) +
    path('M-436 -112Q-400 -132 -350 -134Q-376 -106 -434 -100Z', '#fff8d8') +
    path('M438 -132L388 -136Q396 -112 440 -108Z', '#ff3b30') +
    rect([6, -134, 38, 9], shade(colour, -0.6), { rx: 4 }) +
    path('M100 -150L170 -158Q150 -108 108 -104Z', '#0d0f12', { opacity: 0.75 }) +
    path('M330 -196L438 -214L436 -200L352 -182Z', shade(colour, -0.35))
  )
}

function wheel(x: number): string {
  const spokes = [0, 1, 2, 3, 4].map((spoke) =>
    rect([x - 5, -104, 10, 44], '#5b636d', { rx: 4, transform: `rotate(${spoke * 72} ${x} -62)` }),
  )
  return (
    circle([x, -62, 66], '#101216') +
    circle([x, -62, 48], '#2a2e35') +
    circle([x, -62, 44], '#c7ced6') +
    spokes.join('') +
    circle([x, -62, 12], '#3a4048') +
    circle([x, -62, 46], 'none', { stroke: '#eef2f6', 'stroke-width': 3 })
  )
}
