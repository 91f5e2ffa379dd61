import type { Pose } from '../plan/plan.ts'
import { radial } from '../svg/gradient.ts'
import { icon } from '../svg/icon.ts'
import { circle, ellipse, path, rect, stroke } from '../svg/shapes.ts'
import { text } from '../svg/text.ts'
import type { Look } from './look.ts'

export function head(look: Look, pose: Pose): string {
  const helmeted = look.role === 'astronaut'
  const size = helmeted ? 76 : 92
  const face =
    look.head === undefined
      ? ''
      : icon(look.head, {
          x: 0,
          y: -122 + (helmeted ? -6 : 6),
          size,
          fit: 'longest',
          colour: look.headColour,
        })
  const dressed = helmeted ? helmet(face) : face + (HEADGEAR[look.role ?? '']?.() ?? '')
  const topped = look.hat ? dressed + icon('top-hat', { x: 0, y: -190, size: 64, fit: 'width' }) : dressed
  return pose === 'sleep' ? topped + snore() : topped
}

function helmet(face: string): string {
  const glass = radial([
    [0, '#dff3ff', 0.06],
    [0.75, '#cfe8ff', 0.16],
    [1, '#a9cdf0', 0.55],
  ])
  return (
    circle([0, -166, 59], '#20304d', { opacity: 0.55 }) +
    face +
    circle([0, -166, 59], glass) +
    circle([0, -166, 59], 'none', { stroke: '#e9eef4', 'stroke-width': 8 }) +
    circle([0, -166, 63], 'none', { stroke: '#9aa7b5', 'stroke-width': 2 }) +
    stroke('M-40 -190Q-30 -212 -8 -216', '#ffffff', { 'stroke-width': 6, opacity: 0.85 }) +
    circle([-44, -176, 4], '#ffffff', { opacity: 0.8 }) +
    rect([-34, -118, 68, 10], '#b4bfca', { rx: 5 }) +
    rect([-72, -178, 13, 26], '#cfd7e0', { rx: 5 }) +
    rect([59, -178, 13, 26], '#cfd7e0', { rx: 5 })
  )
}

function snore(): string {
  const letter = (x: number, y: number, size: number): string =>
    text('z', { x, y, size, fill: '#dfe8ff', weight: 800, style: { transform: `rotate(84 ${x} ${y})` } })
  return letter(52, -200, 34) + letter(74, -226, 26)
}

const HEADGEAR: Readonly<Record<string, () => string>> = {
  fisherman: () =>
    path('M-44 -190Q-40 -226 0 -226Q40 -226 44 -190Z', '#2c4a6b') +
    rect([-50, -194, 100, 12], '#22384f', { rx: 6 }),
  farmer: () =>
    ellipse([0, -196, 62, 10], '#d9b25f') + path('M-34 -198Q-30 -232 0 -230Q30 -232 34 -198Z', '#e3bf6f'),
  cowboy: () =>
    ellipse([0, -194, 66, 11], '#7a5230') +
    path('M-34 -196Q-34 -240 -12 -232Q0 -226 12 -232Q34 -240 34 -196Z', '#8f633c'),
  firefighter: () =>
    path('M-48 -182Q-46 -230 0 -232Q46 -230 48 -182Z', '#b3261e') +
    rect([-56, -188, 112, 9], '#8e1d17', { rx: 4 }),
  chef: () =>
    circle([-22, -226, 18], '#ffffff') +
    circle([22, -226, 18], '#ffffff') +
    circle([0, -234, 22], '#ffffff') +
    rect([-28, -222, 56, 22], '#f2f2f2', { rx: 3 }),
  wizard: () =>
    path('M-52 -192Q0 -212 52 -192L30 -200L6 -290L-30 -200Z', '#3d32a8') +
    ellipse([0, -194, 56, 11], '#4b3fbf') +
    circle([0, -230, 4], '#ffd84d') +
    circle([-10, -212, 3], '#ffd84d') +
    circle([12, -214, 3], '#ffd84d'),
  king: () => icon('crown', { x: 0, y: -196, size: 44 }),
  queen: () => icon('crown', { x: 0, y: -196, size: 44 }),
  detective: () =>
    ellipse([0, -198, 50, 10], '#6b5637') + path('M-32 -200Q-30 -236 0 -232Q30 -236 32 -200Z', '#7d653f'),
  knight: () =>
    path('M-46 -170Q-48 -222 0 -224Q48 -222 46 -170L34 -176Q0 -190 -34 -176Z', '#aab4be') +
    stroke('M0 -224Q20 -252 44 -236', '#d92626', 9),
  samurai: () =>
    path('M-52 -172Q-54 -226 0 -228Q54 -226 52 -172L62 -158Q30 -176 0 -176Q-30 -176 -62 -158Z', '#20263a') +
    stroke('M-50 -176Q0 -196 50 -176', '#c23b2e', 4) +
    path('M-8 -214Q-40 -236 -36 -272Q-16 -246 0 -240Q16 -246 36 -272Q40 -236 8 -214Z', '#d4a017'),
  pirate: () =>
    path('M-56 -192Q-50 -214 -30 -222Q0 -252 30 -222Q50 -214 56 -192Q0 -206 -56 -192Z', '#23242a') +
    circle([0, -218, 8], '#f5f5f2'),
}
