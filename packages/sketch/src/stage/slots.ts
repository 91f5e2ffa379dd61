import { isCharacter } from '../plan/character.ts'
import type { Figure, Plan } from '../plan/plan.ts'
import { random } from '../random.ts'
import { CONCEPTS } from '../words/concept.ts'
import { headlineBottom } from './lettering.ts'
import { naturalSize, type NaturalSize } from './natural-size.ts'
import type { Scene, Soloist } from './scene.ts'

/** Where one stands, and how large it may be. */
export interface Slot {
  readonly x: number
  /** The height of its feet. */
  readonly y: number
  /** Multiplies natural heights. */
  readonly scale: number
  /** Stage units free for it. */
  readonly width: number
  readonly height: number
  /** What stays free above, from the top of the stage. */
  readonly top: number
  /** Off the ground: no shadow. */
  readonly aloft: boolean
}

const BIRDS_AND_BALLOONS = 'air'
/** Wider frames leave their sides empty rather than spread a few figures thin. */
const WIDEST_GROUP = 1900

/** Slots from left to right, as wide as each needs and as large as the group allows; the air has a row of its own. */
export function slotsFor(scene: Scene, soloists: readonly Soloist[], deck: number | undefined): Slot[] {
  const top = headlineBottom(scene.plan, scene.frame) ?? (scene.plan.styles.includes('cinematic') ? 150 : 70)
  const aloft = soloists.map((soloist) => isAloft(scene, soloist))
  const rows = [true, false].map((wanted) => {
    const members = soloists.filter((_, at) => aloft[at] === wanted)
    return rowOf(scene, { members, aloft: wanted, deck, top })
  })
  return aloft.flatMap((flies) => rows[flies ? 0 : 1]?.shift() ?? [])
}

interface Row {
  readonly members: readonly Soloist[]
  readonly aloft: boolean
  readonly deck: number | undefined
  readonly top: number
}

function rowOf(scene: Scene, { members, aloft, deck, top }: Row): Slot[] {
  const { frame, place, plan, seeds } = scene
  const choose = random(seeds.scene, 'slots')
  const sizes = members.map(naturalSize)
  const scale = groupScale(scene, { soloists: members, sizes, top })
  const total = sizes.reduce((sum, { width }) => sum + width * scale * GAP, 0)
  const stray = choose.between(-0.04, 0.04) * Math.min(frame.width, 1700)
  const centred = plan.place === 'rooftop' || plan.place === 'sea' || members.length > 1
  let x = frame.width / 2 - total / 2 + (centred ? 0 : stray)
  if (fliesPastScenery(scene, members)) x -= Math.min(frame.width, 1700) * 0.13
  return members.map((soloist, at) => {
    const count = members.length
    const depth = depthOf(scene, { at, count, deck })
    const standing = vehicleOnDeck(soloist, deck) ?? place.ground + depth
    const width = (sizes[at]?.width ?? 0) * scale * GAP
    x += width
    return {
      x: x - width / 2,
      y: aloft ? Math.max(top + 200, hoverHeight(scene, { count, at })) : standing,
      scale: scale * (1 + depth / 600),
      width: count === 1 ? frame.width * 0.9 : width,
      height: Math.max(160, standing - top),
      top,
      aloft,
    }
  })
}

/** What flies over a castle leaves the castle to be seen. */
function fliesPastScenery({ plan }: Scene, [only, ...others]: readonly Soloist[]): boolean {
  const built = plan.actors.some(({ figure }) => CONCEPTS.get(figure.key)?.category === 'building')
  return built && others.length === 0 && only?.actor.figure.pose === 'fly'
}

const GAP = 1.08

interface Group {
  readonly soloists: readonly Soloist[]
  readonly sizes: readonly NaturalSize[]
  readonly top: number
}

/** One scale for all, so that a mouse stays smaller than an elephant. */
function groupScale({ frame, place, plan }: Scene, { soloists, sizes, top }: Group): number {
  const tallest = Math.max(1, ...sizes.map(({ height }) => height))
  const total = sizes.reduce((sum, { width }) => sum + width * GAP, 0)
  const reach = Math.min(frame.width * (FRAMED.has(plan.place) ? 0.72 : 0.94), WIDEST_GROUP)
  return Math.min(largest(soloists, tallest), reach / total, (place.ground - top) / tallest)
}

/** Palms and cactuses stand at the sides of these. */
const FRAMED: ReadonlySet<string> = new Set(['beach', 'jungle', 'desert'])

/** Things may come close to the viewer; crowds stay at a distance. */
function largest(soloists: readonly Soloist[], tallest: number): number {
  const still = soloists.every(({ actor: { figure } }) => isSmallThing(figure))
  if (still) return Math.min(3.4, 600 / tallest)
  const animals = soloists.every(({ actor: { figure, rides } }) => isAnimal(figure) && rides === undefined)
  if (animals && soloists.length === 1) return Math.min(2.6, Math.max(1.7, 430 / tallest))
  const built = soloists.every(({ actor: { figure } }) => CONCEPTS.get(figure.key)?.category === 'building')
  return built ? 1.15 : ([1.7, 1.7, 1.45, 1.3][soloists.length] ?? 1.15)
}

function isSmallThing(figure: Figure): boolean {
  const category = CONCEPTS.get(figure.key)?.category
  return category === 'object' && !isCharacter(figure)
}

function isAnimal(figure: Figure): boolean {
  return CONCEPTS.get(figure.key)?.category === 'animal' && !isCharacter(figure)
}

function depthOf(
  { plan }: Scene,
  { at, count, deck }: { at: number; count: number; deck: number | undefined },
): number {
  if (count < 2 || plan.place === 'rooftop' || deck !== undefined) return 0
  return at % 2 === 1 ? -34 : 14
}

function vehicleOnDeck({ actor }: Soloist, deck: number | undefined): number | undefined {
  return deck !== undefined && CONCEPTS.get(actor.figure.key)?.category === 'vehicle' ? deck : undefined
}

/** Flying, floating in space, or at home in water. */
function isAloft({ plan, place }: Scene, { actor: { figure, rides } }: Soloist): boolean {
  if (place.floating || plan.place === 'underwater') return true
  const { category, habitat } = CONCEPTS.get(figure.key) ?? {}
  const rooted = category === 'building' || category === 'plant' || rides !== undefined
  if (figure.pose === 'fly') return !rooted
  if (figure.key === 'balloon') return plan.place !== 'studio'
  return habitat === BIRDS_AND_BALLOONS && !isCharacter(figure) && !isResting(figure, plan)
}

function isResting({ pose }: Figure, { place }: Plan): boolean {
  return pose === 'stand' || pose === 'sit' || ['studio', 'room', 'kitchen'].includes(place)
}

/** The feet of those aloft; neighbours hang at different heights. */
function hoverHeight({ plan, place }: Scene, { count, at }: { count: number; at: number }): number {
  if (place.studio) return 720
  if (plan.place === 'underwater' || place.floating) return count === 1 ? 680 : 560 + (at % 2) * 190
  return count === 1 ? 500 : 430 + (at % 2) * 110
}
