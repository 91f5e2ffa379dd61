import type { Accessory } from '../plan/plan.ts'
import { icon } from '../svg/icon.ts'
import { circle, path, stroke } from '../svg/shapes.ts'
import { HEADGEAR } from './headgear.ts'

/** What is worn on the head besides a role's own headgear, around a head whose middle is at (0, -166). */
export function accessory(worn: Accessory): string {
  return ACCESSORY_ART[worn]()
}

const ACCESSORY_ART: Readonly<Record<Accessory, () => string>> = {
  glasses: () => spectacles('none'),
  sunglasses: () => spectacles('#1b1d24'),
  crown: () => icon('crown', { x: 0, y: -198, size: 42 }),
  headphones: () =>
    stroke('M-48 -166Q-50 -222 0 -222Q50 -222 48 -166', '#2b2d36', 8) +
    circle([-49, -160, 14], '#3b6ea8') +
    circle([49, -160, 14], '#3b6ea8'),
  bow: () =>
    path('M22 -208Q2 -228 -4 -212Q-4 -196 22 -206Z', '#d6248f') +
    path('M22 -208Q42 -228 48 -212Q48 -196 22 -206Z', '#d6248f') +
    circle([22, -207, 6], '#a8186d'),
  cap: () => HEADGEAR['cap']?.() ?? '',
  'straw-hat': () => HEADGEAR['straw']?.() ?? '',
}

function spectacles(glass: string): string {
  return (
    [-19, 19]
      .map((x) =>
        circle([x, -162, 15], glass, { stroke: '#15161a', 'stroke-width': 4, 'fill-opacity': 0.92 }),
      )
      .join('') +
    stroke('M-4 -164Q0 -168 4 -164M-34 -164L-44 -168M34 -164L44 -168', '#15161a', 4) +
    stroke('M-26 -168L-18 -172M12 -168L20 -172', '#ffffff', {
      'stroke-width': 3,
      opacity: glass === 'none' ? 0 : 0.8,
    })
  )
}
