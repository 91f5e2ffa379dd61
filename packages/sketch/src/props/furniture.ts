import { shade } from '../colour.ts'
import { linear } from '../svg/gradient.ts'
import { circle, ellipse, path, rect, stroke } from '../svg/shapes.ts'
import type { Prop } from './prop.ts'

export const blackboard: Prop = {
  height: 320,
  width: 520,
  draw(colour = '#2f5d4a') {
    return (
      rect([-260, -320, 520, 320], '#9a6238', { rx: 10 }) +
      rect(
        [-242, -302, 484, 276],
        linear([
          [0, shade(colour, 0.1)],
          [1, shade(colour, -0.2)],
        ]),
        { rx: 4 },
      ) +
      rect([-200, -16, 400, 16], '#b98f64', { rx: 4 }) +
      rect([-150, -26, 46, 12], '#f4efe2', { rx: 4 }) +
      stroke('M-206 -262H-96M-206 -226H-60M-206 -190H-120', '#e8f0ea', { 'stroke-width': 7, opacity: 0.75 }) +
      stroke('M86 -250L150 -150H22Z', '#e8f0ea', { 'stroke-width': 6, opacity: 0.75 }) +
      stroke('M60 -110H190', '#ffd84d', { 'stroke-width': 6, opacity: 0.8 })
    )
  },
}

const SPINES = ['#b3263e', '#2e86ab', '#d4a017', '#3f7f6a', '#6a4c93', '#c9703a', '#4b5b6e'] as const

export const bookshelf: Prop = {
  height: 520,
  width: 300,
  draw(colour = '#7d5230', choose) {
    const shelves = [-400, -280, -160, -40].map((y) => {
      let books = ''
      for (let x = -128; x < 104;) {
        const [width, height] = [choose.between(16, 30), choose.between(66, 96)]
        books +=
          rect([x, y - height, width, height], choose.pick(SPINES), { rx: 3 }) +
          rect([x + 3, y - height + 12, width - 6, 5], '#f4e3b5', { opacity: 0.7 })
        x += width + 2
      }
      return books + rect([-138, y, 276, 14], shade(colour, -0.15))
    })
    return (
      rect([-150, -520, 300, 520], colour, { rx: 8 }) +
      rect([-136, -506, 272, 482], shade(colour, -0.5)) +
      shelves.join('') +
      rect([-156, -528, 312, 18], shade(colour, 0.15), { rx: 6 })
    )
  },
}

export const desk: Prop = {
  height: 230,
  width: 420,
  draw(colour = '#a8713f') {
    return (
      rect([-190, -212, 26, 212], shade(colour, -0.3)) +
      rect([164, -212, 26, 212], shade(colour, -0.3)) +
      rect([40, -206, 124, 96], shade(colour, -0.15), { rx: 4 }) +
      rect([82, -164, 40, 10], shade(colour, -0.5), { rx: 5 }) +
      rect(
        [-212, -234, 424, 28],
        linear([
          [0, shade(colour, 0.3)],
          [1, colour],
        ]),
        { rx: 6 },
      )
    )
  },
}

export const counter: Prop = {
  height: 230,
  width: 420,
  draw(colour = '#8a5a32') {
    const boards = [-150, -90, -30, 30, 90, 150].map((x) => stroke(`M${x} -196V-14`, shade(colour, -0.25), 3))
    return (
      rect(
        [-200, -206, 400, 206],
        linear([
          [0, shade(colour, 0.12)],
          [1, shade(colour, -0.3)],
        ]),
        { rx: 6 },
      ) +
      boards.join('') +
      rect([-216, -230, 432, 28], shade(colour, 0.4), { rx: 8 })
    )
  },
}

export const bench: Prop = {
  height: 190,
  width: 420,
  seat: [0.5, 0.5],
  draw(colour = '#9a6238') {
    const slat = (y: number, height: number): string =>
      rect(
        [-200, y, 400, height],
        linear([
          [0, shade(colour, 0.25)],
          [1, shade(colour, -0.15)],
        ]),
        { rx: 6 },
      )
    return (
      stroke('M-170 0V-100M170 0V-100M-150 -4V-80M150 -4V-80', '#3a3f48', 12) +
      stroke('M-172 -96V-184M172 -96V-184', '#3a3f48', 10) +
      slat(-190, 24) +
      slat(-158, 24) +
      slat(-104, 22) +
      slat(-84, 14) +
      stroke('M-186 -104Q-206 -116 -190 -140M186 -104Q206 -116 190 -140', '#3a3f48', 9)
    )
  },
}

export const easel: Prop = {
  height: 420,
  width: 300,
  draw(colour = '#9a6238') {
    return (
      stroke('M0 -300L18 0', shade(colour, -0.4), 12) +
      stroke('M-20 -410L-120 0M20 -410L120 0', colour, 14) +
      rect([-128, -128, 256, 16], shade(colour, 0.15), { rx: 5 }) +
      rect([-120, -352, 240, 226], '#fdfbf4', { stroke: '#d8cdb8', 'stroke-width': 5 }) +
      rect([-108, -340, 216, 118], '#a9d5f2') +
      circle([62, -306, 20], '#ffd84d') +
      path('M-108 -222L-44 -300L8 -236L40 -268L108 -222Z', '#7d96b8') +
      rect([-108, -222, 216, 84], '#7fb85a') +
      path('M-30 -138Q10 -180 -6 -222H14Q40 -176 30 -138Z', '#6fb7e0') +
      rect([-14, -424, 28, 30], colour, { rx: 5 })
    )
  },
}

/** Hangs from the top of the room; its foot is the lamp. */
export const pendant: Prop = {
  height: 260,
  width: 120,
  draw(colour = '#2f3540') {
    return (
      stroke('M0 -420V-70', '#3a3f48', 4) +
      ellipse([0, -10, 92, 70], '#ffe9a8', { opacity: 0.32 }) +
      path('M-20 -80H20L58 -16H-58Z', colour) +
      ellipse([0, -16, 50, 10], '#fff2c4')
    )
  },
}

export const chandelier: Prop = {
  height: 240,
  width: 420,
  draw(colour = '#d4a017') {
    const lights = [-160, -80, 0, 80, 160].map((x) => {
      const y = -90 - Math.abs(x) * 0.16
      return (
        ellipse([x, y - 46, 44, 44], '#ffedb0', { opacity: 0.35 }) +
        rect([x - 6, y - 40, 12, 34], '#fdf8e8') +
        path(`M${x - 7} ${y - 40}Q${x} ${y - 70} ${x + 7} ${y - 40}Z`, '#ffb63d')
      )
    })
    return (
      stroke('M0 -420V-60', colour, 8) +
      stroke(
        'M0 -30Q-110 -20 -160 -112M0 -30Q110 -20 160 -112M0 -30Q-60 -40 -80 -100M0 -30Q60 -40 80 -100',
        colour,
        8,
      ) +
      lights.join('') +
      circle([0, -22, 18], shade(colour, -0.1))
    )
  },
}

export const column: Prop = {
  height: 700,
  width: 110,
  draw(colour = '#e9dfd0') {
    return (
      rect(
        [-36, -680, 72, 660],
        linear(
          [
            [0, shade(colour, -0.12)],
            [0.35, shade(colour, 0.4)],
            [1, shade(colour, -0.3)],
          ],
          [0, 0, 1, 0],
        ),
      ) +
      stroke('M-18 -660V-30M0 -660V-30M18 -660V-30', shade(colour, -0.22), {
        'stroke-width': 3,
        opacity: 0.6,
      }) +
      rect([-54, -700, 108, 30], shade(colour, 0.2), { rx: 6 }) +
      rect([-54, -26, 108, 26], shade(colour, -0.05), { rx: 6 })
    )
  },
}

export const awning: Prop = {
  height: 150,
  width: 1500,
  draw(colour = '#d94b3d') {
    const stripes = Array.from({ length: 26 }, (_, at) => {
      const x = -780 + at * 60
      return path(`M${x} -150H${x + 60}V-30Q${x + 30} 6 ${x} -30Z`, at % 2 === 0 ? colour : '#fbf5e8')
    })
    return stripes.join('') + rect([-780, -160, 1560, 16], shade(colour, -0.35))
  },
}

/** The sign of a hospital. */
export const redCross: Prop = {
  height: 130,
  width: 130,
  draw(colour = '#d92626') {
    return (
      rect([-65, -130, 130, 130], '#ffffff', { rx: 22 }) +
      rect([-18, -112, 36, 94], colour, { rx: 6 }) +
      rect([-47, -83, 94, 36], colour, { rx: 6 })
    )
  },
}
