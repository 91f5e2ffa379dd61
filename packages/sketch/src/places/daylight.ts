import { mix } from '../colour.ts'
import type { Sky } from '../plan/plan.ts'
import type { Stop } from '../svg/gradient.ts'
import type { Setting } from './place.ts'

export const SKY_STOPS: Readonly<Record<Sky, readonly Stop[]>> = {
  day: [
    [0, '#3f8fe0'],
    [0.55, '#9fd0f5'],
    [1, '#e8f5fb'],
  ],
  sunset: [
    [0, '#3b2a6b'],
    [0.3, '#9c3d78'],
    [0.6, '#f06a4d'],
    [0.85, '#fcb45c'],
    [1, '#ffe3a1'],
  ],
  sunrise: [
    [0, '#5b7fc7'],
    [0.45, '#e3a7b8'],
    [0.8, '#fdd3a0'],
    [1, '#fff1d1'],
  ],
  night: [
    [0, '#060a1f'],
    [0.5, '#142a5c'],
    [1, '#3a4f8f'],
  ],
  fog: [
    [0, '#aab6bf'],
    [1, '#e6eaea'],
  ],
  snow: [
    [0, '#7fa3c7'],
    [0.6, '#c6dced'],
    [1, '#f2f7fb'],
  ],
  rain: [
    [0, '#4a5a6d'],
    [1, '#a9b7c2'],
  ],
  space: [
    [0, '#05060f'],
    [0.6, '#120b33'],
    [1, '#251049'],
  ],
}

/** The light on the subjects. */
export interface Ambience {
  readonly light: string
  readonly shadow: string
  /** How much of the shadow's colour lies over everything, 0 to 1. */
  readonly tint: number
}

export const AMBIENCES: Readonly<Record<Sky, Ambience>> = {
  day: { light: '#fff6dd', shadow: '#3d5a80', tint: 0 },
  sunset: { light: '#ffb46b', shadow: '#4a2360', tint: 0.18 },
  sunrise: { light: '#ffd9b0', shadow: '#4d5b90', tint: 0.1 },
  night: { light: '#b9ccff', shadow: '#0b1338', tint: 0.34 },
  fog: { light: '#ffffff', shadow: '#7b8a94', tint: 0.15 },
  snow: { light: '#f4faff', shadow: '#5a7fa8', tint: 0.1 },
  rain: { light: '#dfe8ef', shadow: '#364556', tint: 0.2 },
  space: { light: '#dfe6ff', shadow: '#0a0a2a', tint: 0.22 },
}

const DARKNESS: Readonly<Record<Sky, number>> = {
  day: 0,
  sunset: 0.42,
  sunrise: 0.15,
  night: 0.62,
  fog: 0.12,
  snow: 0,
  rain: 0.3,
  space: 0.6,
}
const DUSK: Partial<Record<Sky, string>> = { sunset: '#4b1f4f', night: '#0a1334' }

/** A colour of the land as it looks in this light. */
export function inLight({ sky }: Setting, colour: string): string {
  const darkness = DARKNESS[sky]
  return darkness === 0 ? colour : mix(colour, DUSK[sky] ?? '#3a4556', darkness)
}

/** The colour of the air at the horizon, which far things fade into. */
export function horizonColour({ sky }: Setting): string {
  return SKY_STOPS[sky].at(-1)?.[1] ?? '#ffffff'
}

/** A colour of the land `distance` (0 to 1) of the way to the horizon. */
export function farOff(setting: Setting, colour: string, distance: number): string {
  return mix(inLight(setting, colour), horizonColour(setting), distance)
}
