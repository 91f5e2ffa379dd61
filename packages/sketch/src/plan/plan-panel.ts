import { parse } from '../parse/parse.ts'
import type { NamedSubject, PromptFacts } from '../parse/facts.ts'
import type { PictureJob } from '../order.ts'
import { random } from '../random.ts'
import { printable } from '../svg/text.ts'
import { planPrompt } from './plan-prompt.ts'
import { eventRow } from './events.ts'
import { PLACES, SKIES, type Plan, type Pose } from './plan.ts'

export interface PlannedPicture {
  readonly plan: Plan
  readonly facts: PromptFacts
}

/** The plan of one scene of a story: its own words, with the story's hero, style and palette. */
export function planPanel(
  job: PictureJob,
  panel: NonNullable<PictureJob['panel']>,
  castSeed: string,
): PlannedPicture {
  const story = parse(job.prompt)
  if (!panel.named) return variation(story, panel.number, castSeed)
  const facts = withHero(parse(job.scene), story)
  const drawn = planPrompt(facts, random(castSeed, 'plan'))
  const plan = withEventSetting(drawn, facts)
  const caption = story.styles.includes('comic') ? captionOf(job.scene) : undefined
  return { plan: { ...plan, caption }, facts }
}

/** A panel plays where its event does, unless it names a place itself. */
function withEventSetting(plan: Plan, facts: PromptFacts): Plan {
  if (plan.event === undefined) return plan
  const row = eventRow(plan.event)
  const place = PLACES.find((name) => name === row.place)
  const sky = SKIES.find((name) => name === row.sky)
  return {
    ...plan,
    place: facts.places.length > 0 ? plan.place : (place ?? plan.place),
    sky: facts.times.length > 0 ? plan.sky : (sky ?? plan.sky),
  }
}

const MOMENTS: readonly Pose[] = ['stand', 'walk', 'wave', 'sit', 'sleep']

/** A prompt without scenes: the same subject at another moment. */
function variation(facts: PromptFacts, number: number, castSeed: string): PlannedPicture {
  const plan = planPrompt(facts, random(castSeed, 'plan'))
  const actors = plan.actors.map((actor) => {
    const free = actor.figure.pose === undefined && !actor.holds && !actor.plays && !actor.rides
    return free
      ? { ...actor, figure: { ...actor.figure, pose: MOMENTS[(number - 1) % MOMENTS.length] } }
      : actor
  })
  return { plan: { ...plan, actors }, facts }
}

/** A scene that says "it", or names nobody, is about the first subject of the story. */
function withHero(scene: PromptFacts, story: PromptFacts): PromptFacts {
  const hero = story.subjects[0]
  const styles = [...new Set([...story.styles, ...scene.styles])]
  const inherits = scene.places.length === 0 && scene.events.length === 0 && story.places.length === 1
  const places = inherits ? story.places : scene.places
  const told = { ...scene, places, styles, palette: scene.palette.length > 0 ? scene.palette : story.palette }
  if (!hero) return told
  const named = scene.subjects.find(({ key }) => key === hero.key)
  if (named)
    return {
      ...told,
      subjects: scene.subjects.map((subject) => (subject === named ? asHero(named, hero) : subject)),
    }
  const about = { ...hero, relation: undefined, pose: scene.loosePose, deed: scene.looseDeed }
  const companions: NamedSubject[] = scene.subjects.map((subject, at) => ({
    ...subject,
    relation: subject.relation ?? (at === 0 ? scene.looseRelation : undefined) ?? 'next',
  }))
  return {
    ...told,
    places: scene.loosePose === 'swimming' && places.length === 0 ? ['underwater'] : places,
    subjects: [about, ...companions],
    unknownOpening: undefined,
  }
}

function asHero(named: NamedSubject, hero: NamedSubject): NamedSubject {
  return {
    ...named,
    role: named.role ?? hero.role,
    colour: named.colour ?? hero.colour,
    garment: named.garment ?? hero.garment,
  }
}

function captionOf(scene: string): string {
  const words = printable(scene).slice(0, 44)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
