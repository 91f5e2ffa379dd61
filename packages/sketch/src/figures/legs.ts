import { shade } from '../colour.ts'
import type { Pose } from '../plan/plan.ts'
import { ellipse, stroke } from '../svg/shapes.ts'
import type { Look } from './look.ts'

export function legs(look: Look, pose: Pose): string {
  if (pose === 'ride') return astride(look)
  if (pose === 'sit') return seated(look)
  if (look.robe) return underRobe(look)
  return (pose === 'walk' ? striding(look) : standing(look)) + cuffs(look)
}

function astride({ bottom, shoes }: Look): string {
  const leg = 'M6 -62Q44 -58 40 -22L36 2'
  return stroke(leg, shade(bottom, -0.25), 25) + stroke(leg, bottom, 22) + ellipse([32, 10, 18, 10], shoes)
}

function seated({ bottom, shoes }: Look): string {
  return [-1, 1]
    .map((side) => {
      const leg = `M${side * 14} -60Q${side * 36} -44 ${side * 42} -12`
      return (
        stroke(leg, shade(bottom, -0.2), 27) +
        stroke(leg, bottom, 24) +
        ellipse([side * 48, -6, 17, 9], shoes)
      )
    })
    .join('')
}

function underRobe({ skin, shoes }: Look): string {
  return [-1, 1]
    .map((side) => stroke(`M${side * 12} -30V-6`, skin, 12) + ellipse([side * 15, -3, 14, 7], shoes))
    .join('')
}

function standing({ bottom, shoes }: Look): string {
  return [-1, 1]
    .map((side) => {
      const leg = `M${side * 14} -62L${side * 17} -10`
      return (
        stroke(leg, shade(bottom, -0.2), 27) +
        stroke(leg, bottom, 24) +
        ellipse([side * 20, -4, 18, 9], shoes)
      )
    })
    .join('')
}

function striding({ bottom, shoes }: Look): string {
  return [-1, 1]
    .map((side) => {
      const leg = `M${side * 10} -62L${side * 28} -12`
      return (
        stroke(leg, shade(bottom, -0.2), 26) +
        stroke(leg, bottom, 23) +
        ellipse([side * 28 - 6, -5, 18, 9], shoes)
      )
    })
    .join('')
}

function cuffs({ role }: Look): string {
  return role === 'astronaut' ? stroke('M-28 -20h20M8 -20h20', '#e4572e', 4) : ''
}
