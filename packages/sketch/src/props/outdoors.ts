import { shade } from '../colour.ts'
import { linear, radial } from '../svg/gradient.ts'
import { circle, ellipse, path, rect, stroke } from '../svg/shapes.ts'
import type { Prop } from './prop.ts'

export const windmill: Prop = {
  height: 520,
  width: 460,
  draw(colour = '#efe6d6', choose) {
    const turn = choose.whole(8, 36)
    const sails = [0, 90, 180, 270].map(
      (angle) =>
        `<g transform="rotate(${turn + angle} 0 -350)">${
          stroke('M0 -350V-560', '#6b4a2f', 9) +
          rect([4, -556, 46, 170], '#fbf6ea', { opacity: 0.95 }) +
          stroke('M4 -514H50M4 -470H50M4 -428H50M27 -556V-386', '#b98f64', 4)
        }</g>`,
    )
    return (
      path(
        'M-96 0L-58 -330H58L96 0Z',
        linear(
          [
            [0, shade(colour, 0.3)],
            [0.5, colour],
            [1, shade(colour, -0.3)],
          ],
          [0, 0, 1, 0],
        ),
      ) +
      path('M-70 -326Q0 -440 70 -326Z', '#8a3f2c') +
      rect([-24, -84, 48, 84], '#6b4426', { rx: 22 }) +
      rect([-16, -220, 32, 42], '#5f86a8', { rx: 14 }) +
      stroke('M-86 -90H86', shade(colour, -0.2), 6) +
      sails.join('') +
      circle([0, -350, 16], '#5b3a22')
    )
  },
}

export const windTurbine: Prop = {
  height: 620,
  width: 420,
  draw(colour = '#f4f7f9', choose) {
    const turn = choose.whole(0, 60)
    const blades = [0, 120, 240].map((angle) =>
      path('M-8 -500Q-22 -600 0 -712Q16 -600 8 -500Z', colour, {
        stroke: '#b8c4cc',
        'stroke-width': 2,
        transform: `rotate(${turn + angle} 0 -500)`,
      }),
    )
    return (
      path(
        'M-14 0L-6 -500H6L14 0Z',
        linear(
          [
            [0, '#ffffff'],
            [1, '#c3cfd7'],
          ],
          [0, 0, 1, 0],
        ),
      ) +
      blades.join('') +
      circle([0, -500, 16], '#9aa7b0')
    )
  },
}

export const cabin: Prop = {
  height: 430,
  width: 520,
  draw(colour = '#8a5a32') {
    const logs = Array.from({ length: 8 }, (_, at) =>
      rect(
        [-214, -34 - at * 31, 428, 31],
        linear([
          [0, shade(colour, 0.22)],
          [0.6, colour],
          [1, shade(colour, -0.4)],
        ]),
        { rx: 14 },
      ),
    )
    const pane = radial([
      [0, '#fff3c0'],
      [1, '#ffc861'],
    ])
    const windowAt = (x: number): string =>
      rect([x, -196, 92, 88], shade(colour, -0.5), { rx: 5 }) +
      rect([x + 9, -187, 74, 70], pane) +
      stroke(`M${x + 46} -187V-117M${x + 9} -152H${x + 83}`, shade(colour, -0.5), 6)
    return (
      rect([110, -430, 60, 150], '#7b736b') +
      rect([102, -438, 76, 18], '#5f5952', { rx: 4 }) +
      logs.join('') +
      path('M-200 -268L0 -396L200 -268Z', shade(colour, -0.12)) +
      path('M-270 -246L0 -424L270 -246L246 -222L0 -384L-246 -222Z', '#5b3a22') +
      path('M-270 -246L0 -424L270 -246L262 -256L0 -428L-262 -256Z', shade('#5b3a22', 0.35)) +
      rect([-44, -176, 88, 176], '#5b3420', { rx: 6 }) +
      stroke('M-22 -166V-8M0 -166V-8M22 -166V-8', '#3f2414', 3) +
      circle([28, -84, 6], '#d4a017') +
      windowAt(-174) +
      windowAt(82) +
      rect([-62, -14, 124, 16], '#8c857c', { rx: 5 })
    )
  },
}

/** A tall building of glass. */
export const tower: Prop = {
  height: 640,
  width: 280,
  draw(colour = '#5f86a8', choose) {
    const glass = linear(
      [
        [0, shade(colour, 0.45)],
        [0.5, colour],
        [1, shade(colour, -0.4)],
      ],
      [0, 0, 1, 0],
    )
    let lights = ''
    for (let y = -520; y < -70; y += 26) {
      for (let x = -86; x < 78; x += 24) if (choose.unit() < 0.62) lights += `M${x} ${y}h14v14h-14z`
    }
    return (
      path('M-104 0V-470L-60 -560H60L104 -470V0Z', glass) +
      path('M-60 -560L-20 -610H20L60 -560Z', shade(colour, 0.2)) +
      rect([-4, -690, 8, 84], '#c9d3da') +
      circle([0, -692, 7], '#ff4d4d') +
      path(lights, '#fff0b0', { opacity: 0.85 }) +
      path('M-140 0V-250L-104 -290V0Z', shade(colour, -0.15)) +
      path('M140 0V-330L104 -370V0Z', shade(colour, -0.45)) +
      rect([-104, -300, 208, 10], '#7df0ff', { opacity: 0.8 }) +
      rect([-104, -470, 208, 8], '#ff7de0', { opacity: 0.8 }) +
      rect([-34, -60, 68, 60], '#1f2b3a', { rx: 4 }) +
      stroke('M0 -58V0', '#8fc8ff', 4)
    )
  },
}

export const campfire: Prop = {
  height: 240,
  width: 280,
  draw() {
    const glow = radial([
      [0, '#ffcf6b', 0.75],
      [1, '#ff8a2b', 0],
    ])
    return (
      circle([0, -90, 210], glow) +
      stroke('M-110 -10L92 -46M110 -10L-92 -46', '#6b4426', 30) +
      circle([-112, -9, 15], '#b98f64') +
      circle([112, -9, 15], '#b98f64') +
      path(
        'M-70 -30Q-104 -120 -36 -176Q-40 -130 -14 -126Q-14 -200 32 -240Q26 -176 58 -146Q96 -104 68 -30Z',
        '#ff7a24',
      ) +
      path(
        'M-40 -30Q-56 -96 -10 -130Q-8 -96 12 -92Q20 -130 38 -144Q38 -108 50 -86Q60 -52 42 -30Z',
        '#ffd84d',
      ) +
      ellipse([0, -14, 120, 12], '#4a4038', { opacity: 0.6 }) +
      [-120, -72, -20, 34, 84, 126].map((x) => ellipse([x, 2, 24, 15], '#8c857c')).join('')
    )
  },
}

export const streetLamp: Prop = {
  height: 520,
  width: 120,
  draw(colour = '#2f3540') {
    const glow = radial([
      [0, '#fff2c4', 0.85],
      [1, '#ffe49a', 0],
    ])
    return (
      circle([0, -456, 130], glow) +
      rect([-8, -420, 16, 420], colour) +
      path('M-30 0L-14 -60H14L30 0Z', colour) +
      rect([-20, -236, 40, 10], shade(colour, 0.2)) +
      path('M-26 -420L-36 -492H36L26 -420Z', '#ffefb8') +
      stroke('M-26 -420L-36 -492H36L26 -420ZM0 -420V-492', colour, 6) +
      path('M-46 -492L0 -530L46 -492Z', colour)
    )
  },
}

export const branch: Prop = {
  height: 170,
  width: 620,
  seat: [0.5, 0.52],
  draw(colour = '#6b4a2f') {
    const leaves = [
      [-250, -118, -30],
      [-190, -60, 20],
      [-120, -124, -50],
      [150, -128, -20],
      [210, -66, 30],
      [262, -132, 10],
      [300, -90, 40],
    ].map(([x = 0, y = 0, turn = 0]) =>
      path('M0 0Q26 -30 64 -10Q36 20 0 0Z', '#4f9444', { transform: `translate(${x} ${y}) rotate(${turn})` }),
    )
    return (
      stroke('M-330 -60Q-120 -100 40 -78T330 -100', shade(colour, -0.2), 38) +
      stroke('M-330 -64Q-120 -104 40 -82T330 -104', colour, 30) +
      stroke('M-150 -92Q-190 -130 -250 -136M170 -98Q220 -140 280 -150M210 -90Q250 -60 270 -50', colour, 12) +
      leaves.join('')
    )
  },
}

export const fence: Prop = {
  height: 190,
  width: 620,
  draw(colour = '#f4efe4') {
    const pales = [-270, -190, -110, -30, 50, 130, 210, 290].map((x) =>
      path(`M${x - 26} 0V-150L${x} -186L${x + 26} -150V0Z`, colour, {
        stroke: shade(colour, -0.2),
        'stroke-width': 3,
      }),
    )
    return (
      rect([-310, -130, 640, 20], shade(colour, -0.1)) +
      rect([-310, -62, 640, 20], shade(colour, -0.1)) +
      pales.join('')
    )
  },
}
