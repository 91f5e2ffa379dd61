import { figureArt, figureAspect } from '../figures/figure-art.ts'
import { BRIDGE_DECK } from '../props/buildings.ts'
import type { Figure } from '../plan/plan.ts'
import { random, type Random } from '../random.ts'
import { CONCEPTS } from '../words/concept.ts'
import { type Drawn } from './drawn.ts'
import { groundShadow } from './ground-shadow.ts'
import { headlineBottom } from './lettering.ts'
import type { Scene, Soloist } from './scene.ts'

export interface BackRow extends Drawn {
  /** The height of the road on a bridge, when there is one. */
  readonly deck: number | undefined
}

const BRIDGE_FOOT = 800
const BRIDGE_HEIGHT = 300
const SIDES = [0.22, 0.8, 0.5, 0.07, 0.95]

/** Buildings and plants behind the others. */
export function backRow(scene: Scene, soloists: readonly Soloist[]): BackRow {
  const choose = random(scene.seeds.scene, 'back row')
  const turned = choose.unit() < 0.5 ? 0 : 1
  const drawn = soloists.map(({ actor: { figure } }, at) =>
    figure.key === 'bridge'
      ? acrossTheFrame(scene, figure, choose)
      : behindTheOthers(scene, figure, {
          side: sideFor(scene, figure, { at, of: soloists.length, turned }),
          choose,
        }),
  )
  const bridged = soloists.some(({ actor: { figure } }) => figure.key === 'bridge')
  return {
    subject: drawn.map(({ subject }) => subject).join(''),
    shadow: drawn.map(({ shadow }) => shadow).join(''),
    deck: bridged ? BRIDGE_FOOT - BRIDGE_HEIGHT * BRIDGE_DECK : undefined,
  }
}

function acrossTheFrame({ frame }: Scene, figure: Figure, choose: Random): Drawn {
  return {
    subject: figureArt(figure, { x: frame.width / 2, y: BRIDGE_FOOT, height: BRIDGE_HEIGHT, choose }),
    shadow: '',
  }
}

/** Left and right in turn; in the middle under something that flies, and behind a surfer. */
function sideFor(
  { plan }: Scene,
  figure: Figure,
  { at, of, turned }: { at: number; of: number; turned: number },
): number {
  if (of > 1) return SIDES[at % SIDES.length] ?? 0.5
  if (figure.key === 'wave') return 0.5
  const underFlight = plan.actors.some((actor) => actor.figure.pose === 'fly')
  return underFlight ? 0.72 : (SIDES[turned] ?? 0.5)
}

function behindTheOthers(
  scene: Scene,
  figure: Figure,
  { side, choose }: { side: number; choose: Random },
): Drawn {
  const { frame, place, plan } = scene
  const reach = Math.min(frame.width, 1800)
  const x = frame.width / 2 + (side - 0.5) * reach
  const aspect = figureAspect(figure)
  if (figure.key === 'wave')
    return {
      subject: figureArt(figure, { x: x - 60, y: place.ground + 50, height: 600, choose }),
      shadow: '',
    }
  const underFlight = plan.actors.some((actor) => actor.figure.pose === 'fly')
  const tall = CONCEPTS.get(figure.key)?.category === 'plant' ? 540 : 600
  const top = headlineBottom(plan, frame) ?? 100
  const height = Math.min(tall, place.ground - 30 - top, (reach * 0.62) / aspect) * (underFlight ? 0.7 : 1)
  const y = place.ground - 46
  return {
    subject: figureArt(figure, { x, y, height, choose }),
    shadow: groundShadow({ x, y }, height * aspect * 0.42),
  }
}
