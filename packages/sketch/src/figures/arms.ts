import { shade } from '../colour.ts'
import type { Pose } from '../plan/plan.ts'
import { circle, stroke } from '../svg/shapes.ts'
import type { Look } from './look.ts'
import type { Stance } from './stance.ts'

/** Arms and hands: what the body hides, and what lies over things held. */
export interface Arms {
  readonly behind: string
  readonly before: string
}

const RIGHT_DOWN = { arm: 'M25 -112Q46 -90 42 -62', hand: [42, -58] } as const
const LEFT_DOWN = { arm: 'M-25 -112Q-46 -90 -42 -62', hand: [-42, -58] } as const
const RIGHT_UP = { arm: 'M25 -112Q58 -110 62 -150', hand: [63, -156] } as const

export function arms(look: Look, { pose, umbrella }: Stance): Arms {
  return umbrella === undefined ? BY_POSE[pose](look) : underUmbrella(look)
}

const BY_POSE: Readonly<Record<Pose, (look: Look) => Arms>> = {
  stand: hanging,
  walk: hanging,
  sit: hanging,
  lie: hanging,
  sleep: hanging,
  hold: folded,
  knit: folded,
  ride: atReins,
  play: onStrings,
  wave: raised,
  fight: raised,
  fly: raised,
  swim: reaching,
  dance: dancing,
  jump: reaching,
  point: pointing,
  kneel: folded,
}

function hanging(look: Look): Arms {
  return { behind: limb(look, LEFT_DOWN) + limb(look, RIGHT_DOWN), before: '' }
}

function raised(look: Look): Arms {
  return { behind: limb(look, RIGHT_UP) + limb(look, LEFT_DOWN), before: '' }
}

/** One arm in an arc overhead, the other out to the side. */
function dancing(look: Look): Arms {
  return {
    behind:
      limb(look, { arm: 'M25 -112Q78 -150 34 -214', hand: [28, -220] }) +
      limb(look, { arm: 'M-25 -112Q-60 -104 -82 -118', hand: [-88, -121] }),
    before: '',
  }
}

function pointing(look: Look): Arms {
  return {
    behind: limb(look, LEFT_DOWN) + limb(look, { arm: 'M25 -112Q56 -112 84 -126', hand: [90, -129] }),
    before: '',
  }
}

function reaching(look: Look): Arms {
  return {
    behind: limb(look, RIGHT_UP) + limb(look, { arm: 'M-25 -112Q-58 -110 -62 -150', hand: [-63, -156] }),
    before: '',
  }
}

function folded(look: Look): Arms {
  const hand = handColour(look)
  const forearms = [-1, 1]
    .map((side) => {
      const d = `M${side * 37} -70Q${side * 36} -52 ${side * 16} -47`
      return stroke(d, shade(look.top, -0.16), 17) + stroke(d, look.top, 14.5)
    })
    .join('')
  return {
    behind: sleeve(look, 'M-25 -112Q-50 -88 -30 -58', 17) + sleeve(look, 'M25 -112Q50 -88 30 -58', 17),
    before: forearms + circle([-8, -46, 8.6], hand) + circle([9, -46, 8.6], hand),
  }
}

function atReins(look: Look): Arms {
  return {
    behind: sleeve(look, 'M22 -112Q4 -86 -44 -80'),
    before: sleeve(look, 'M-24 -112Q-46 -92 -62 -84') + circle([-66, -83, 9.5], handColour(look)),
  }
}

function onStrings(look: Look): Arms {
  const fretting = { arm: 'M25 -112Q54 -104 54 -92', hand: [52, -98] } as const
  return {
    behind: '',
    before: limb(look, { arm: 'M-25 -112Q-56 -92 -40 -66', hand: [-30, -66] }) + limb(look, fretting),
  }
}

function underUmbrella(look: Look): Arms {
  const grip = { arm: 'M25 -112Q48 -104 46 -84', hand: [46, -80] } as const
  return { behind: limb(look, grip) + limb(look, LEFT_DOWN), before: '' }
}

interface Reach {
  readonly arm: string
  readonly hand: readonly [number, number]
}

function limb(look: Look, { arm, hand }: Reach): string {
  return sleeve(look, arm) + circle([hand[0], hand[1], 10], handColour(look))
}

function sleeve({ top }: Look, d: string, width = 19): string {
  return stroke(d, shade(top, -0.13), width + 2.5) + stroke(d, top, width)
}

function handColour({ role, human, skin }: Look): string {
  if (role === 'astronaut') return '#d5dce4'
  return human ? skin : shade(skin, -0.06)
}
