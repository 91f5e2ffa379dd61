import { shade } from '../colour.ts'
import type { Pose } from '../plan/plan.ts'
import { linear } from '../svg/gradient.ts'
import { ellipse, path, placed, rect, stroke, type Paint, type Placing } from '../svg/shapes.ts'
import { OUTFITS } from '../plan/outfits.ts'
import { arms } from './arms.ts'
import { head } from './head.ts'
import { legs } from './legs.ts'
import type { Look } from './look.ts'
import type { Stance } from './stance.ts'
import { BACKS, TRIMS } from './trims.ts'

/** Height of a standing character, feet at (0, 0), head included. */
export const CHARACTER_HEIGHT = 235

/** How far one who sits on the ground is lower than one who stands. */
export const SITTING = 26

/** One character with its feet at (0, 0). */
export function character(look: Look, stance: Stance): string {
  const { pose, held = '' } = stance
  const around = arms(look, stance)
  const body =
    tail(look) +
    (BACKS[trimOf(look)]?.() ?? '') +
    legs(look, pose) +
    torso(look, pose) +
    trim(look) +
    neck(look) +
    scarf(look)
  const upper = head(look, pose)
  const standing =
    pose === 'hold' || pose === 'knit' || pose === 'play'
      ? body + around.behind + upper + held + around.before
      : body + around.behind + around.before + upper + held
  const whole = stance.umbrella === undefined ? standing : standing + umbrella(stance.umbrella)
  return placed(whole, TURNS[pose] ?? {})
}

/** Poses that turn or move the whole body. */
const TURNS: Partial<Record<Pose, Placing>> = {
  sleep: { x: 96, y: -34, turn: -84 },
  swim: { x: -70, y: -60, turn: 62 },
  sit: { y: SITTING },
  kneel: { y: SITTING },
  jump: { y: -26, turn: -4 },
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

function torso({ robe, top }: Look, pose: Pose): string {
  if (!robe || pose === 'ride') return path('M-27 -120Q0 -132 27 -120L33 -58Q0 -46 -33 -58Z', rounded(top))
  return (
    path('M-25 -120Q0 -130 25 -120Q34 -80 46 -26Q0 -14 -46 -26Q-34 -80 -25 -120Z', rounded(top)) +
    stroke('M-33 -78Q0 -70 33 -78', shade(top, -0.3), 4) +
    stroke('M-18 -66L-24 -26M0 -64V-22M18 -66L24 -26', shade(top, -0.18), 2)
  )
}

function trimOf({ role }: Look): string {
  return OUTFITS.get(role ?? '')?.trim ?? ''
}

function trim(look: Look): string {
  const own = TRIMS[trimOf(look)]
  if (own) return own(look)
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
