import { shade } from '../colour.ts'
import { SMALL_BIRDS } from '../plan/attach.ts'
import { OUTFITS } from '../plan/outfits.ts'
import { POSES, type Actor, type Figure, type Pose } from '../plan/plan.ts'
import { propNamed } from '../props/props.ts'
import type { Random } from '../random.ts'
import { icon, iconAspect } from '../svg/icon.ts'
import { circle, ellipse, placed, stroke } from '../svg/shapes.ts'
import { CONCEPTS } from '../words/concept.ts'
import { iconOf } from './figure-art.ts'
import type { Stance } from './stance.ts'

/** How a tool drawn by hand is carried: the pose, and where it hangs or points. */
const GRIPS: Readonly<Record<string, { pose: Pose; x: number; y: number; scale: number; turn: number }>> = {
  lantern: { pose: 'wave', x: 64, y: -84, scale: 0.46, turn: 0 },
  sword: { pose: 'fight', x: 63, y: -146, scale: 0.66, turn: 16 },
  'fishing-rod': { pose: 'wave', x: 58, y: -142, scale: 0.5, turn: 0 },
}

/** The stance that fits what a character holds, plays or does. */
export function holding({ figure, holds, plays }: Actor, choose: Random): Stance {
  if (figure.pose === 'knit') return { pose: 'knit', held: knitting() }
  if (holds) return withHeld(figure, holds, choose)
  if (plays) return { pose: 'play', held: instrument(plays) }
  const own = POSES.find((pose) => pose === OUTFITS.get(figure.role ?? '')?.pose)
  const lively: Pose = own ?? (choose.unit() < 0.3 ? 'wave' : 'stand')
  return { pose: figure.pose === 'lie' ? 'sleep' : (figure.pose ?? lively) }
}

function withHeld(figure: Figure, held: Figure, choose: Random): Stance {
  if (held.key === 'umbrella') return { pose: 'stand', umbrella: held.colour ?? '#d92626' }
  if (held.key === 'kite') return { pose: 'wave', held: flownKite(held) }
  if (SMALL_BIRDS.has(held.key)) return { pose: 'stand', held: onShoulder(held) }
  if (figure.pose === 'point') return { pose: 'point', held: atHand(held) }
  if (FOOTED.has(held.key)) return { pose: figure.pose ?? 'stand', held: atFeet(held) }
  return withObject(held, choose)
}

/** Balls lie at the foot. */
const FOOTED = new Set(['ball'])

function flownKite(kite: Figure): string {
  const name = iconOf(kite) ?? ''
  return (
    stroke('M63 -156Q96 -240 96 -318', '#f5f5f2', 2.4) +
    icon(name, { x: 104, y: -350, size: 96, fit: 'longest', anchor: 'middle', colour: kite.colour })
  )
}

function onShoulder(bird: Figure): string {
  return icon(iconOf(bird) ?? '', { x: 47, y: -112, size: 66, mirrored: true, colour: bird.colour })
}

function atHand(tool: Figure): string {
  return icon(iconOf(tool) ?? '', {
    x: 98,
    y: -134,
    size: 46,
    fit: 'longest',
    anchor: 'middle',
    turn: 90,
    colour: tool.colour,
  })
}

function atFeet(ball: Figure): string {
  return icon(iconOf(ball) ?? '', { x: 62, y: 0, size: 46, fit: 'longest', colour: ball.colour })
}

function withObject(held: Figure, choose: Random): Stance {
  const concept = CONCEPTS.get(held.key)
  const grip = GRIPS[concept?.drawn ?? '']
  const prop = propNamed(concept?.drawn)
  if (prop && grip) return { pose: grip.pose, held: placed(prop.draw(held.colour, choose), grip) }
  if (prop)
    return {
      pose: 'hold',
      held: placed(prop.draw(held.colour, choose), { y: -36, scale: 80 / Math.max(prop.height, prop.width) }),
    }
  const name = iconOf(held)
  if (name === undefined) return { pose: 'stand' }
  const size = 83 * (iconAspect(name) > 1.2 ? 0.8 : 1)
  return { pose: 'hold', held: icon(name, { x: 0, y: -40, size, fit: 'longest', colour: held.colour }) }
}

function instrument(figure: Figure): string {
  const name = iconOf(figure)
  return name === undefined
    ? ''
    : icon(name, {
        x: 4,
        y: -84,
        size: 104,
        fit: 'longest',
        anchor: 'middle',
        turn: -2,
        colour: figure.colour,
      })
}

const WOOL = '#c94f6d'

function knitting(): string {
  return (
    ellipse([0, -44, 26, 20], WOOL) +
    stroke('M-22 -50Q0 -60 22 -50M-22 -42Q0 -52 22 -42M-20 -34Q0 -44 20 -34', shade(WOOL, -0.25), 3) +
    stroke('M-6 -50L-48 -92M6 -50L48 -92', '#e8dcc0', 4.5) +
    circle([-48, -92, 5], '#8a5a32') +
    circle([48, -92, 5], '#8a5a32') +
    stroke('M22 -36Q60 -30 58 -4', WOOL, 3) +
    circle([62, -12, 15], WOOL) +
    stroke('M50 -16Q62 -26 74 -12M52 -6Q62 -18 72 -4', shade(WOOL, 0.25), 2.4)
  )
}
