import { radial } from '../svg/gradient.ts'
import { circle, rect } from '../svg/shapes.ts'
import { spread, stream, times, type PlaceArt, type Setting } from './place.ts'

/** Middle, edge, lights and highlight of a ground far out of focus. */
type Tones = readonly [string, string, string, string]

const TONES: readonly [Tones, ...Tones[]] = [
  ['#3d5a6c', '#1d2b3a', '#6f93a5', '#d9b27a'],
  ['#6b4e71', '#2c2036', '#a67fa0', '#f0b98d'],
  ['#4e6b52', '#1f3327', '#86a878', '#f2d492'],
  ['#b5654a', '#4a2420', '#e0a070', '#ffe0b0'],
]
const GRASSY: Tones = ['#7fae4a', '#3f6f2c', '#a9cf6b', '#d8e89a']
const NIGHT: Tones = ['#1d2b52', '#0a1130', '#3a4f8f', '#ffd98a']

/** Soft lights behind a portrait. */
export function backdrop(setting: Setting): PlaceArt {
  return bokeh(setting, setting.sky === 'night' ? NIGHT : stream(setting, 'backdrop').pick(TONES))
}

export function grassyBackdrop(setting: Setting): PlaceArt {
  return bokeh(setting, setting.sky === 'night' ? NIGHT : GRASSY)
}

function bokeh(setting: Setting, [middle, edge, light, highlight]: Tones): PlaceArt {
  const { frame } = setting
  const choose = stream(setting, 'bokeh')
  const height = frame.bottom - frame.top
  const lights = [highlight, light, '#ffffff', middle] as const
  const discs = times(Math.round(spread(setting, 46) * Math.min(4, height / 1000)), () =>
    circle(
      [choose.unit() * frame.width, frame.top + choose.unit() * height, choose.between(18, 85)],
      choose.pick(lights),
      { opacity: choose.between(0.12, 0.42) },
    ),
  )
  const ground = rect(
    [0, frame.top, frame.width, height],
    radial(
      [
        [0, light],
        [0.6, middle],
        [1, edge],
      ],
      [0.5, 0.4, 0.8],
    ),
  )
  return { behind: ground + discs, middle: '', front: '', ground: 880 }
}
