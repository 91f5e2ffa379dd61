import { character } from '../figures/character.ts'
import { furBody } from '../figures/fur-body.ts'
import { furHead } from '../figures/fur-head.ts'
import { holding } from '../figures/holding.ts'
import { lookOf } from '../figures/look.ts'
import { hasPortrait, speciesOf, type Species } from '../figures/species.ts'
import { isCharacter } from '../plan/character.ts'
import type { Actor, Plan } from '../plan/plan.ts'
import type { Seeds } from '../plan/seeds.ts'
import { backdrop, grassyBackdrop } from '../places/backdrop.ts'
import { AMBIENCES } from '../places/daylight.ts'
import type { Frame, PlaceArt, Setting } from '../places/place.ts'
import { placeArt } from '../places/places.ts'
import { grass } from '../places/terrain.ts'
import { random } from '../random.ts'
import { icon } from '../svg/icon.ts'
import { placed } from '../svg/shapes.ts'
import { actorArt } from './actor-art.ts'
import { castChoices } from './drawn.ts'
import type { Layers } from './layers.ts'
import type { Scene } from './scene.ts'
import { settingFor } from './setting-for.ts'

/** A face that fills the frame, the place behind it out of focus. */
export function portraitStage(plan: Plan, seeds: Seeds, frame: Frame): Layers {
  const setting = settingFor(plan, seeds, frame)
  const actor = plan.actors[0]
  const furry = actor !== undefined && isFurPortrait(actor)
  const grassy = plan.place === 'meadow' && furry
  const place = groundBehind(plan, setting, grassy)
  const scene: Scene = { plan, seeds, frame, place }
  const face = furry ? furPortrait : bust
  return {
    frame,
    behind: place.behind + place.middle,
    middle: grassy ? grassBehind(setting) : '',
    shadow: '',
    subject: actor === undefined ? '' : face(scene, actor),
    front: grassy ? grassBefore(setting) : '',
    lettering: '',
    blur: place.studio ? 0 : plan.bokeh ? 34 : 14,
    ambience: AMBIENCES[plan.sky],
    flat: false,
  }
}

function isFurPortrait({ figure }: Actor): boolean {
  return (
    hasPortrait(figure.key) &&
    figure.role === undefined &&
    figure.garment === undefined &&
    figure.scarf === undefined
  )
}

function groundBehind(plan: Plan, setting: Setting, grassy: boolean): PlaceArt {
  if (grassy) return grassyBackdrop(setting)
  return plan.place === 'meadow' || plan.place === 'backdrop'
    ? backdrop(setting)
    : placeArt(plan.place, setting)
}

function grassBehind(setting: Setting): string {
  return grass(setting, {
    name: 'grass behind',
    from: 700,
    to: 1000,
    blades: 900,
    colours: ['#4f8a2f', '#6fae3f', '#3a6f28'],
    length: [60, 150],
  })
}

function grassBefore(setting: Setting): string {
  return grass(setting, {
    name: 'grass before',
    from: 930,
    to: Math.max(1040, setting.frame.bottom),
    blades: 520,
    colours: ['#4f8a2f', '#6fae3f', '#8fcb57', '#2f5f22'],
    length: [110, 250],
  })
}

function furPortrait({ plan, seeds, frame }: Scene, { figure }: Actor): string {
  const species = speciesOf(figure.key, figure.colour, plan.eyes)
  if (!species) return ''
  const middle = frame.width / 2
  const head = furHead(species, seeds.cast) + (figure.hat ? furHat() : '')
  const body = furBody(species, seeds.cast)
  const lying = (figure.pose === 'lie' || figure.pose === 'sleep') && !plan.headOnly
  if (lying) {
    const size = Math.min(1, frame.width / 1000)
    const [rump, face] = [
      placed(body, { x: middle - 120 * size, y: 610, scale: 0.82 * size }),
      placed(head, { x: middle - 150 * size, y: 540, turn: -5, scale: 0.7 * size }),
    ]
    return rump + face
  }
  const size = headScale(species, frame) * (plan.fisheye ? 0.92 : 1) * (figure.hat ? 0.8 : 1)
  return (
    placed(body, { x: middle - 90, y: 775, scale: 1.12 }) +
    placed(head, {
      x: middle,
      y: (plan.fisheye ? 565 : 540 + (species.ears === 'long' ? 130 : 0)) + (figure.hat ? 80 : 0),
      scale: size,
    })
  )
}

/** Between the ears of a fur head. */
function furHat(): string {
  return icon('top-hat', { x: 0, y: -280, size: 350, fit: 'width' })
}

/** The whole head stays inside, ears included. */
function headScale(species: Species, frame: Frame): number {
  const wide = species.ears === 'hanging' || species.mane !== undefined ? 900 : 780
  return Math.min(species.ears === 'long' ? 0.82 : 1, frame.width / wide)
}

function bust(scene: Scene, actor: Actor): string {
  const { frame } = scene
  const middle = frame.width / 2
  if (!isCharacter(actor.figure)) {
    return actorArt(
      scene,
      { actor, nth: 0 },
      { x: middle, y: 900, scale: 2.2, width: frame.width * 0.86, height: 760, top: 80, aloft: false },
    ).subject
  }
  const look = lookOf(actor.figure, castChoices(scene, { actor, nth: 0 }))
  const { role, hat } = actor.figure
  const [size, feet] =
    role === 'wizard'
      ? [3.5, 1120]
      : hat || ['chef', 'king', 'queen', 'samurai', 'knight', 'pirate'].includes(role ?? '')
        ? [4.1, 1180]
        : [4.7, 1230]
  const scale = Math.min(size, frame.width / 175)
  const stance = holding(actor, random(scene.seeds.scene, 'bust'))
  return placed(character(look, { ...stance, pose: stance.pose === 'wave' ? 'stand' : stance.pose }), {
    x: middle,
    y: feet - (size - scale) * 110,
    scale,
  })
}
