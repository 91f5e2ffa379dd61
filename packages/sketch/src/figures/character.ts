import { shade } from '../colour.ts'
import type { Pose } from '../plan/plan.ts'
import { linear } from '../svg/gradient.ts'
import { circle, ellipse, path, placed, rect, stroke, type Paint } from '../svg/shapes.ts'
import { arms } from './arms.ts'
import { head } from './head.ts'
import { legs } from './legs.ts'
import type { Look } from './look.ts'
import type { Stance } from './stance.ts'

/** Height of a standing character, feet at (0, 0), head included. */
export const CHARACTER_HEIGHT = 235

/** One character with its feet at (0, 0). */
export function character(look: Look, stance: Stance): string {
  const { pose, held = '' } = stance
  const around = arms(look, stance)
  const body =
    tail(look) + backpack(look) + legs(look, pose) + torso(look, pose) + trim(look) + neck(look) + scarf(look)
  const upper = head(look, pose)
  const standing =
    pose === 'hold' || pose === 'knit' || pose === 'play'
      ? body + around.behind + upper + held + around.before
      : body + around.behind + around.before + upper + held
  const whole = stance.umbrella === undefined ? standing : standing + umbrella(stance.umbrella)
  if (pose === 'sleep') return placed(whole, { x: 96, y: -34, turn: -84 })
  if (pose === 'swim') return placed(whole, { x: -70, y: -60, turn: 62 })
  return whole
}

/** The light falls from the upper left on every part. */
export function rounded(colour: string): Paint {
  return linear(
    [
      [0, shade(colour, 0.16)],
      [0.55, colour],
      [1, shade(colour, -0.26)],
    ],
    [0, 0, 1, 0.35],
  )
}

function tail({ tail: has, skin }: Look): string {
  return has ? stroke('M24 -58Q70 -50 62 -100', shade(skin, -0.1), 13) : ''
}

function backpack({ role }: Look): string {
  return role === 'astronaut' ? rect([-44, -128, 88, 76], '#aab4c0', { rx: 16 }) : ''
}

function torso({ robe, top }: Look, pose: Pose): string {
  if (!robe || pose === 'ride') return path('M-27 -120Q0 -132 27 -120L33 -58Q0 -46 -33 -58Z', rounded(top))
  return (
    path('M-25 -120Q0 -130 25 -120Q34 -80 46 -26Q0 -14 -46 -26Q-34 -80 -25 -120Z', rounded(top)) +
    stroke('M-33 -78Q0 -70 33 -78', shade(top, -0.3), 4) +
    stroke('M-18 -66L-24 -26M0 -64V-22M18 -66L24 -26', shade(top, -0.18), 2)
  )
}

const TRIMS: Readonly<Record<string, () => string>> = {
  astronaut: () =>
    rect([-17, -100, 34, 24], '#c3ccd6', { rx: 5 }) +
    circle([-8, -92, 3.6], '#e4572e') +
    circle([2, -92, 3.6], '#2e86ab') +
    circle([11, -92, 3.6], '#f2b134') +
    stroke('M-11 -82h22', '#7b8794', 3),
  knight: () => stroke('M0 -122V-58', '#7f8a94', 3) + stroke('M-26 -96Q0 -86 26 -96', '#7f8a94', 3),
  samurai: () =>
    [-108, -92, -76].map((y) => stroke(`M-28 ${y}Q0 ${y + 10} 28 ${y}`, '#c23b2e', 5)).join('') +
    path('M-46 -120L-22 -124L-26 -92L-50 -96Z', '#20263a') +
    path('M46 -120L22 -124L26 -92L50 -96Z', '#20263a') +
    stroke('M-48 -108L-25 -106M48 -108L25 -106', '#c23b2e', 4) +
    rect([-34, -66, 68, 10], '#d4a017', { rx: 4 }),
  doctor: () =>
    stroke('M-12 -122Q-10 -96 0 -92Q10 -96 12 -122', '#3b4a5a', 3.4) + circle([2, -88, 5], '#3b4a5a'),
  chef: () =>
    [-100, -84, -68].map((y) => circle([-7, y, 2.6], '#444444') + circle([7, y, 2.6], '#444444')).join(''),
  surfer: () => stroke('M0 -124V-70', '#f2b134', 4),
}

function trim(look: Look): string {
  const own = TRIMS[look.role ?? '']
  if (own) return own()
  if (!look.human && look.top === look.skin)
    return ellipse([0, -84, 19, 26], shade(look.skin, 0.45), { opacity: 0.8 })
  return look.robe ? '' : stroke('M-11 -124Q0 -114 11 -124', shade(look.top, -0.3), 3.5)
}

function neck({ human, role, skin }: Look): string {
  return human && role !== 'astronaut' ? rect([-9, -136, 18, 20], shade(skin, -0.12), { rx: 7 }) : ''
}

function scarf({ scarf: colour }: Look): string {
  if (colour === undefined) return ''
  return (
    rect([-30, -136, 60, 20], rounded(colour), { rx: 10 }) +
    path('M6 -124L26 -124L32 -76L14 -72Z', rounded(colour)) +
    stroke('M15 -84L31 -88', shade(colour, -0.3), 3)
  )
}

/** Open over the head, its one shaft in the right hand. */
function umbrella(colour: string): string {
  const dark = shade(colour, -0.22)
  return (
    stroke('M46 -62Q46 -50 56 -52M46 -62V-300', '#5b3a22', 5) +
    path(
      'M-78 -216Q-66 -306 30 -310Q126 -306 138 -216Q116 -234 94 -216Q72 -234 50 -216Q30 -234 10 -216Q-12 -234 -34 -216Q-56 -234 -78 -216Z',
      rounded(colour),
    ) +
    stroke(
      'M30 -308Q2 -270 10 -218M30 -308Q58 -270 50 -218M30 -308Q-30 -284 -34 -218M30 -308Q90 -284 94 -218',
      dark,
      2.6,
    ) +
    stroke('M30 -308V-322', '#5b3a22', 5)
  )
}
