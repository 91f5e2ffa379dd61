import rooms from '../data/rooms.json' with { type: 'json' }
import { shade } from '../colour.ts'
import { propNamed } from '../props/props.ts'
import { linear } from '../svg/gradient.ts'
import { hasIcon, icon } from '../svg/icon.ts'
import { num, placed, rect, stroke } from '../svg/shapes.ts'
import { bigWindow, wall } from './indoors.ts'
import { stream, type Place, type Setting } from './place.ts'
import { woodTable } from './wood.ts'

/** One row of `data/rooms.json`. */
interface RoomRow {
  readonly wall: string
  readonly floor: string
  readonly window: boolean
  readonly items: readonly RoomItem[]
}

interface RoomItem {
  /** A drawing of `props/`, or a packed icon. */
  readonly art: string
  /** From the middle, as a share of the room's width. */
  readonly x: number
  /** Where it stands. */
  readonly y: number
  /** Stage units high. */
  readonly size: number
}

export type RoomName = keyof typeof rooms

/** A room of the table: wall, floor, window, and what stands in it. */
export function furnished(name: RoomName): Place {
  const room: RoomRow = rooms[name]
  return (setting) => ({
    behind:
      wall(setting, setting.tone ?? room.wall) +
      (room.window ? bigWindow(setting) : '') +
      floor(setting, room.floor) +
      room.items.map((item) => furniture(setting, item)).join(''),
    middle: setting.table ? woodTable(setting, 780) : '',
    front: '',
    ground: setting.table ? 880 : 920,
    soft: true,
    sky: setting.sky === 'night' ? 'night' : 'day',
  })
}

function furniture(setting: Setting, { art, x, y, size }: RoomItem): string {
  const { width } = setting.frame
  const at = width / 2 + x * Math.min(width, 1500)
  const prop = propNamed(art)
  if (prop) return placed(prop.draw(undefined, stream(setting, art)), { x: at, y, scale: size / prop.height })
  return hasIcon(art) ? icon(art, { x: at, y, size }) : ''
}

function floor(setting: Setting, kind: string): string {
  if (kind === 'wood') return woodTable(setting, 740)
  const { width, bottom } = setting.frame
  const tone = '#d5d9dc'
  const rows = [772, 820, 884, 968].map((y) => `M0 ${y}H${num(width)}`)
  const columns = Array.from({ length: 15 }, (_, at) => {
    const side = (at - 7) * width
    return `M${num(width / 2 + side * 0.11)} 740L${num(width / 2 + side * 0.24)} ${num(bottom)}`
  })
  return (
    rect(
      [0, 740, width, bottom - 740],
      linear([
        [0, shade(tone, 0.25)],
        [1, shade(tone, -0.2)],
      ]),
    ) + stroke([...rows, ...columns].join(''), shade(tone, -0.25), { 'stroke-width': 2.4, opacity: 0.6 })
  )
}
