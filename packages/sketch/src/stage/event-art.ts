import { character } from '../figures/character.ts'
import { iconOf } from '../figures/figure-art.ts'
import { lookOf } from '../figures/look.ts'
import { isCharacter } from '../plan/character.ts'
import type { EventName, Figure, Pose } from '../plan/plan.ts'
import { random } from '../random.ts'
import { linear } from '../svg/gradient.ts'
import { icon } from '../svg/icon.ts'
import { circle, path, placed, stroke } from '../svg/shapes.ts'
import { castChoices, type Drawn } from './drawn.ts'
import { groundShadow } from './ground-shadow.ts'
import type { Scene } from './scene.ts'

/** A scene that is more than figures side by side. */
export function eventArt(event: EventName, scene: Scene): Drawn | undefined {
  return WHOLE[event]?.(scene)
}

const WHOLE: Partial<Record<EventName, (scene: Scene) => Drawn>> = {
  launch,
  spacewalk,
  encounter,
  homecoming,
}

const ALIEN: Figure = {
  key: 'alien',
  count: 1,
  colour: '#6fbf4a',
  role: undefined,
  pose: 'wave',
  garment: undefined,
  hat: false,
  scarf: undefined,
}

/** The story's hero with its feet at (0, 0), or nobody. */
function hero(scene: Scene, pose: Pose): string {
  const actor = scene.plan.actors[0]
  if (!actor) return ''
  if (!isCharacter(actor.figure)) return icon(iconOf(actor.figure) ?? '', { x: 0, y: 0, size: 200 })
  return character(lookOf(actor.figure, castChoices(scene, { actor, nth: 0 })), { pose })
}

function launch(scene: Scene): Drawn {
  const choose = random(scene.seeds.scene, 'launch')
  const x = scene.frame.width / 2
  const flame = linear([
    [0, '#fff6c9', 0.95],
    [0.3, '#ffb347', 0.85],
    [1, '#ff6a2b', 0],
  ])
  const smoke = Array.from({ length: 34 }, () => {
    const spread = choose.unit()
    const place = [
      x + choose.between(-1, 1) * (90 + spread * 330),
      930 - choose.between(0, 60) + spread * 40,
      choose.between(40, 95),
    ] as const
    return circle(place, choose.pick(['#ffffff', '#f3e9e2', '#e4dcd9', '#ffe2c2']), { opacity: 0.93 })
  })
  const actor = scene.plan.actors[0]
  const face = actor && lookOf(actor.figure, castChoices(scene, { actor, nth: 0 })).head
  const porthole =
    face === undefined
      ? ''
      : circle([x, 318, 74], '#cfe8ff', { stroke: '#e8edf2', 'stroke-width': 12 }) +
        icon(face, { x, y: 318, size: 104, anchor: 'middle', fit: 'longest' }) +
        circle([x - 30, 286, 12], '#ffffff', { opacity: 0.8 })
  return {
    subject:
      path(`M${x - 46} 640Q${x - 20} 860 ${x} 960Q${x + 20} 860 ${x + 46} 640Z`, flame) +
      icon('rocket', { x, y: 390, size: 620, turn: -45, anchor: 'middle', fit: 'longest' }) +
      porthole +
      smoke.join(''),
    shadow: '',
  }
}

function spacewalk(scene: Scene): Drawn {
  const middle = scene.frame.width / 2
  const [x, y] = [middle + 60, 690]
  return {
    subject:
      icon('satellite', { x: middle - 300, y: 250, size: 280, anchor: 'middle', fit: 'longest' }) +
      stroke(`M${middle - 230} 300C${middle - 140} 420 ${middle - 200} 640 ${x - 70} 560`, '#e9edf2', 7) +
      placed(hero(scene, 'wave'), { x, y, turn: 14, scale: 2.1 }),
    shadow: '',
  }
}

function encounter(scene: Scene): Drawn {
  const { frame, place } = scene
  const reach = Math.min(frame.width, 1500)
  const [left, right] = [frame.width / 2 - reach * 0.2, frame.width / 2 + reach * 0.22]
  const beam = linear([
    [0, '#b8ff9e', 0.55],
    [1, '#b8ff9e', 0],
  ])
  const alien = character(lookOf(ALIEN, random('alien', 'look')), { pose: 'wave' })
  const light = path(`M${right - 40} 260H${right + 40}L${right + 140} ${place.ground}H${right - 140}Z`, beam)
  return {
    reflection: light,
    subject:
      icon('flying-saucer', { x: right, y: 200, size: 330, anchor: 'middle', fit: 'longest' }) +
      placed(hero(scene, 'wave'), { x: left, y: place.ground, scale: 1.9 }) +
      placed(alien, { x: right, y: place.ground - 6, scale: 1.75 }),
    shadow:
      groundShadow({ x: left, y: place.ground }, 110) + groundShadow({ x: right, y: place.ground }, 110),
  }
}

function homecoming(scene: Scene): Drawn {
  const { frame, place } = scene
  const reach = Math.min(frame.width, 1500)
  const at = (share: number): number => frame.width / 2 + (share - 0.5) * reach
  const ground = place.ground
  return {
    subject:
      icon('house-with-garden', { x: at(0.76), y: ground - 20, size: 400 }) +
      icon('rocket', {
        x: at(0.2),
        y: ground - 330,
        size: 210,
        turn: 135,
        anchor: 'middle',
        fit: 'longest',
      }) +
      icon('parachute', { x: at(0.2), y: ground - 420, size: 230, anchor: 'middle', fit: 'longest' }) +
      placed(hero(scene, 'wave'), { x: at(0.46), y: ground + 30, scale: 2 }),
    shadow:
      groundShadow({ x: at(0.46), y: ground + 30 }, 110) + groundShadow({ x: at(0.76), y: ground - 20 }, 210),
  }
}
