import { mix } from '../colour.ts'
import { circle, faded, num, stroke } from '../svg/shapes.ts'
import { horizonColour } from './daylight.ts'
import { spread, stream, times, type Setting } from './place.ts'
import { haze } from './terrain.ts'

/** What falls or drifts between the subjects and the viewer. */
export function weatherInFront(setting: Setting): string {
  const parts: string[] = []
  if (setting.weather.includes('snow')) parts.push(snowfall(setting))
  if (setting.weather.includes('rain')) parts.push(rainfall(setting))
  if (setting.weather.includes('fog'))
    parts.push(
      haze(setting, mix('#e6ebee', horizonColour(setting), 0.6), [380, Math.max(1000, setting.frame.bottom)]),
    )
  return parts.join('')
}

function snowfall(setting: Setting): string {
  const choose = stream(setting, 'snowfall')
  const flake = (small: number, large: number) => (): string =>
    circle(
      [choose.unit() * setting.frame.width, anyHeight(setting, choose.unit()), choose.between(small, large)],
      '#ffffff',
    )
  return (
    faded(times(amount(setting, 190), flake(1.2, 3.6)), 0.85) +
    faded(times(amount(setting, 26), flake(5, 10)), 0.4)
  )
}

function rainfall(setting: Setting): string {
  const choose = stream(setting, 'rainfall')
  const drops = times(amount(setting, 260), () => {
    const length = choose.between(18, 46)
    return `M${num(choose.unit() * setting.frame.width)} ${num(anyHeight(setting, choose.unit()))}l${num(-length * 0.22)} ${num(length)}`
  })
  return stroke(drops, '#dfeaf5', { 'stroke-width': 1.6, opacity: 0.55 })
}

function anyHeight({ frame }: Setting, share: number): number {
  return frame.top + (frame.bottom - frame.top) * share
}

function amount(setting: Setting, count: number): number {
  const tall = (setting.frame.bottom - setting.frame.top) / 1000
  return Math.round(spread(setting, count) * Math.min(5, tall))
}
