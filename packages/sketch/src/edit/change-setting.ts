import { skyFor } from '../plan/setting.ts'
import { PLACES, STYLES, WEATHERS, type PlaceName } from '../plan/plan.ts'
import type { PlanChange } from './plan-change.ts'

const REMOVE = /\b(?:remove|no|without|stop|clear)\b|去掉|没有/i

const time: PlanChange = (plan, { facts }) => {
  if (facts.times.length === 0) return undefined
  return { ...plan, sky: facts.times[0] === 'day' ? 'day' : skyFor({ ...facts, weather: [] }) }
}

const weather: PlanChange = (plan, { facts, text }) => {
  const named = WEATHERS.filter((kind) => facts.weather.includes(kind))
  if (named.length === 0)
    return /\b(?:summer|spring)\b|夏天|春天/i.test(text) ? { ...plan, weather: [], sky: 'day' } : undefined
  if (REMOVE.test(text)) {
    const sky = named.some((kind) => kind === plan.sky) ? 'day' : plan.sky
    return { ...plan, sky, weather: plan.weather.filter((kind) => !named.includes(kind)) }
  }
  const daylight = plan.sky === 'day' || plan.sky === 'snow' || plan.sky === 'rain' || plan.sky === 'fog'
  const sky = daylight && facts.times.length === 0 ? skyFor(facts) : plan.sky
  return { ...plan, sky, weather: [...new Set([...plan.weather, ...named])] }
}

const place: PlanChange = (plan, { facts }) => {
  const named = facts.places.find((name): name is PlaceName => PLACES.some((known) => known === name))
  if (named === undefined || (plan.kind !== 'scene' && plan.kind !== 'portrait')) return undefined
  return { ...plan, place: named, event: undefined, tone: undefined, table: false }
}

const blur: PlanChange = (plan, { text }) => {
  if (!/\bblur(?:red|ry)?\b|\bbokeh\b|out of focus|虚化|模糊/i.test(text)) return undefined
  return plan.kind === 'scene' || plan.kind === 'portrait' ? { ...plan, bokeh: true } : undefined
}

const backgroundColour: PlanChange = (plan, { facts }) => {
  if (facts.backgroundColour === undefined || (plan.kind !== 'scene' && plan.kind !== 'emblem'))
    return undefined
  return { ...plan, place: 'studio', tone: facts.backgroundColour, event: undefined }
}

const style: PlanChange = (plan, { facts }) => {
  const named = STYLES.filter((name) => facts.styles.includes(name))
  const bulge = facts.cameras.includes('fisheye')
  if (named.length === 0 && !bulge) return undefined
  return {
    ...plan,
    styles: STYLES.filter((name) => named.includes(name) || plan.styles.includes(name)),
    fisheye: plan.fisheye || bulge,
  }
}

const lettering: PlanChange = (plan, { facts }) =>
  facts.quotes.length > 0 ? { ...plan, lettering: facts.quotes } : undefined

export const changeSetting: readonly PlanChange[] = [
  time,
  weather,
  place,
  blur,
  backgroundColour,
  style,
  lettering,
]
