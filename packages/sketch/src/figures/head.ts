import type { Pose } from '../plan/plan.ts'
import { radial } from '../svg/gradient.ts'
import { icon } from '../svg/icon.ts'
import { circle, rect, stroke } from '../svg/shapes.ts'
import { text } from '../svg/text.ts'
import { OUTFITS } from '../plan/outfits.ts'
import { accessory } from './accessories.ts'
import { HEADGEAR } from './headgear.ts'
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
  const dressed = helmeted ? helmet(face) : face + headgear(look)
  const topped = dressed + look.accessories.map(accessory).join('')
  return pose === 'sleep' ? topped + snore() : topped
}

function headgear({ role, hat }: Look): string {
  if (hat) return HEADGEAR['top-hat']?.() ?? ''
  const outfit = OUTFITS.get(role ?? '')
  return HEADGEAR[outfit?.headgear ?? '']?.(outfit?.headgearColour) ?? ''
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
