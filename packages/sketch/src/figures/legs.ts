import { shade } from '../colour.ts'
import type { Pose } from '../plan/plan.ts'
import { ellipse, path, stroke } from '../svg/shapes.ts'
import type { Look } from './look.ts'

export function legs(look: Look, pose: Pose): string {
  if (pose === 'ride') return astride(look)
  if (pose === 'sit' || pose === 'kneel') return seated(look)
  if (look.robe) return underRobe(look)
  if (pose === 'dance') return pirouette(look)
  return (pose === 'walk' || pose === 'jump' ? striding(look) : standing(look)) + cuffs(look)
}

/** A dress falls over the saddle. */
function skirt(top: string): string {
  const hem = 'M-34 -70Q0 -80 30 -70Q64 -50 62 -8Q30 4 8 -14Q-24 -16 -40 -36Z'
  return path(hem, top) + stroke('M8 -58Q34 -40 40 -10M-8 -56Q8 -40 12 -20', shade(top, -0.2), 3)
}

function astride({ bottom, shoes, robe, skin, top }: Look): string {
  const leg = 'M6 -62Q44 -58 40 -22L36 2'
  const trousers = stroke(leg, shade(bottom, -0.25), 25) + stroke(leg, bottom, 22)
  const boot = ellipse([32, 10, 18, 10], shoes)
  return robe ? stroke(leg, skin, 15) + boot + skirt(top) : trousers + boot
}

/** Legs stretched out towards the viewer; the whole body is lowered by `SITTING`. */
function seated({ bottom, shoes }: Look): string {
  return [-1, 1]
    .map((side) => {
      const leg = `M${side * 12} -58Q${side * 34} -60 ${side * 40} -38`
      return (
        stroke(leg, shade(bottom, -0.2), 28) +
        stroke(leg, bottom, 25) +
        ellipse([side * 43, -36, 16, 13], shoes) +
        ellipse([side * 43, -34, 9, 7], shade(shoes, 0.12))
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

/** On one toe, the other foot at the knee. */
function pirouette({ bottom, shoes }: Look): string {
  const [standing, bent] = ['M-6 -62L-2 -10', 'M12 -62Q46 -50 8 -30']
  return (
    stroke(bent, shade(bottom, -0.2), 24) +
    stroke(bent, bottom, 21) +
    ellipse([4, -28, 9, 13], shoes) +
    stroke(standing, shade(bottom, -0.2), 25) +
    stroke(standing, bottom, 22) +
    ellipse([-2, -5, 10, 13], shoes)
  )
}

function cuffs({ role }: Look): string {
  return role === 'astronaut' ? stroke('M-28 -20h20M8 -20h20', '#e4572e', 4) : ''
}
