import { isCharacter } from '../plan/character.ts'
import type { Plan } from '../plan/plan.ts'
import type { Seeds } from '../plan/seeds.ts'
import { AMBIENCES } from '../places/daylight.ts'
import type { Frame } from '../places/place.ts'
import { placeArt } from '../places/places.ts'
import { cloud } from '../places/sky.ts'
import { random } from '../random.ts'
import { CONCEPTS } from '../words/concept.ts'
import { actorArt } from './actor-art.ts'
import { type Drawn } from './drawn.ts'
import { backRow } from './back-row.ts'
import { eventArt } from './event-art.ts'
import { eventProps } from './event-props.ts'
import type { Layers } from './layers.ts'
import type { Scene, Soloist } from './scene.ts'
import { settingFor } from './setting-for.ts'
import { slotsFor } from './slots.ts'

/** A place with those who are in it. */
export function sceneStage(plan: Plan, seeds: Seeds, frame: Frame): Layers {
  const setting = settingFor(plan, seeds, frame)
  const place = placeArt(plan.place, setting)
  const scene: Scene = { plan, seeds, frame, place }
  const whole = plan.event && eventArt(plan.event, scene)
  const drawn = whole ?? cast(scene)
  return {
    frame,
    behind: place.behind + (plan.clouds ? clouds(scene) : ''),
    middle: place.middle + (drawn.reflection ?? ''),
    shadow: drawn.shadow,
    subject: drawn.subject,
    front: place.front + (plan.clouds ? nearClouds(scene) : ''),
    lettering: '',
    blur: plan.bokeh ? 12 : place.soft ? 3 : 0,
    ambience: AMBIENCES[place.sky ?? plan.sky],
    flat: false,
  }
}

function cast(scene: Scene): Drawn {
  const soloists = scene.plan.actors.flatMap((actor) =>
    Array.from({ length: actor.figure.count }, (_, nth): Soloist => ({ actor, nth })),
  )
  const anyoneSmall = soloists.some((soloist) => !isScenery(soloist))
  const main = scene.plan.actors[0]
  const isBehind = anyoneSmall ? isScenery : ({ actor }: Soloist): boolean => actor !== main
  const back = backRow(scene, soloists.filter(isBehind))
  const front = soloists.filter((soloist) => !isBehind(soloist))
  const slots = slotsFor(scene, front, back.deck)
  const drawn = front.flatMap((soloist, at) => {
    const slot = slots[at]
    return slot ? [{ at: slot.y, ...actorArt(scene, soloist, slot) }] : []
  })
  drawn.sort((one, other) => one.at - other.at)
  const around = eventProps(scene)
  return {
    subject: back.subject + around.subject + drawn.map(({ subject }) => subject).join(''),
    shadow: back.shadow + around.shadow + drawn.map(({ shadow }) => shadow).join(''),
    reflection: drawn.map(({ reflection }) => reflection ?? '').join(''),
  }
}

/** Houses, trees and the like stand behind the others. */
function isScenery({ actor: { figure } }: Soloist): boolean {
  const category = CONCEPTS.get(figure.key)?.category
  return (
    !isCharacter(figure) &&
    (category === 'building' || category === 'plant' || figure.key === 'wave' || figure.key === 'fireplace')
  )
}

function clouds({ seeds, frame }: Scene): string {
  const choose = random(seeds.scene, 'named clouds')
  const puff = (): string =>
    cloud(choose, {
      x: choose.unit() * frame.width,
      y: choose.between(180, 560),
      size: choose.between(140, 240),
      shadow: '#cfdcea',
      opacity: 0.95,
    })
  return Array.from({ length: 7 }, puff).join('')
}

function nearClouds({ seeds, frame }: Scene): string {
  const choose = random(seeds.scene, 'near clouds')
  const middle = frame.width / 2
  const puff = (x: number): string =>
    cloud(choose, {
      x,
      y: choose.between(470, 540),
      size: choose.between(130, 190),
      shadow: '#dbe6f0',
      opacity: 0.85,
    })
  return puff(middle - 300) + puff(middle + 280)
}
