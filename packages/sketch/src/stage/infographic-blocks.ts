import type { TopicItem } from '../plan/topic.ts'
import { icon } from '../svg/icon.ts'
import { circle, ellipse, path, stroke } from '../svg/shapes.ts'
import { slab } from './slab.ts'

/** What stands on a block: one of the drawn models, or an icon. */
export function blockArt(item: TopicItem): string {
  return MODELS[item.icon]?.(item) ?? icon(item.icon, { x: 0, y: 14, size: 130 })
}

const MODELS: Readonly<Record<string, (item: TopicItem) => string>> = { solar, wind, hydro, storage, beans }

function solar(): string {
  return (
    [
      [-38, -4],
      [6, 18],
      [8, -26],
      [50, -2],
    ] as const
  )
    .map(([x, up]) => {
      const y = up - 12
      return (
        stroke(`M${x} ${y + 8}v16`, '#76808a', 5) +
        path(`M${x - 32} ${y + 4}L${x} ${y - 28}L${x + 32} ${y - 10}L${x} ${y + 22}Z`, '#234e94') +
        stroke(
          `M${x - 16} ${y - 12}L${x + 16} ${y + 6}M${x - 20} ${y + 10}L${x + 12} ${y - 22}M${x - 8} ${y + 16}L${x + 22} ${y - 16}`,
          '#9cc4f2',
          1.6,
        )
      )
    })
    .join('')
}

function wind(): string {
  const mills = [
    { x: -40, y: -4, height: 80, turn: 10 },
    { x: 30, y: 10, height: 100, turn: 40 },
  ]
  return mills
    .map(({ x, y, height, turn }) => {
      const hub = y - height
      const blades = [0, 120, 240].map((angle) =>
        path(`M${x} ${hub}q14 -24 4 -60q-14 28 -4 60Z`, '#f2f6f9', {
          stroke: '#7d8f9c',
          'stroke-width': 2.4,
          transform: `rotate(${turn + angle} ${x} ${hub})`,
        }),
      )
      return (
        path(`M${x - 7} ${y}L${x - 3} ${hub}h6L${x + 7} ${y}Z`, '#dfe7ec') +
        path(`M${x} ${y}V${hub}h2L${x + 5} ${y}Z`, '#9fb0bb') +
        blades.join('') +
        circle([x, hub, 6], '#9aa7b0')
      )
    })
    .join('')
}

function hydro(): string {
  return (
    slab({ x: -20, y: -30, size: 70, depth: 44, colour: '#c9ced4' }) +
    path('M8 -20L72 16V26L8 44Z', '#4fb0ea') +
    stroke('M18 -8v44M32 0v34M48 8v22', '#dff3ff', 3) +
    icon('water-wave', { x: -18, y: -38, size: 56 })
  )
}

function storage({ colour }: TopicItem): string {
  return (
    [
      [-44, -6, 70],
      [0, 16, 90],
      [42, -8, 56],
    ] as const
  )
    .map(
      ([x, y, height]) =>
        slab({ x, y: y - height, size: 32, depth: height, colour: '#e9ecf2' }) +
        slab({ x, y: y - height - 6, size: 32, depth: 8, colour }) +
        path(`M${x + 12} ${y - height * 0.55}l-10 18h7l-6 16l14-20h-7l6-14z`, '#ffd84d'),
    )
    .join('')
}

function beans(): string {
  return (
    [
      [-34, -6, -24],
      [12, -26, 18],
      [36, 8, -10],
      [-6, 14, 30],
    ] as const
  )
    .map(
      ([x, y, turn]) =>
        ellipse([x, y, 26, 19], '#6b3f22', { transform: `rotate(${turn} ${x} ${y})` }) +
        stroke(`M${x - 18} ${y - 3}Q${x} ${y + 8} ${x + 18} ${y - 2}`, '#3d2212', {
          'stroke-width': 4,
          transform: `rotate(${turn} ${x} ${y})`,
        }),
    )
    .join('')
}
