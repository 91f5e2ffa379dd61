import { changed, type Raster } from '../render/raster.ts'
import { laidOver } from '../render/composite.ts'
import { rasterisePixels } from '../render/rasterise.ts'
import { path, rect } from '../svg/shapes.ts'
import type { StylePass } from './style.ts'

/** Strong colours, printed dots and a drawn panel frame. */
export const comic: StylePass = async (picture) => {
  const strong = await changed(picture, (image) => image.modulate({ saturation: 1.25 }).linear(1.12, -12))
  printDots(strong)
  laidOver(strong, panelFrame(strong))
  return strong
}

const INK = [27, 20, 48]

function printDots({ data, width, height }: Raster): void {
  const cell = Math.max(6, Math.round(Math.min(width, height) * 0.009))
  const reach = (cell * 0.26) ** 2
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / cell)
    for (let x = 0; x < width; x++) {
      if ((Math.floor(x / cell) + row) % 2 === 1) continue
      const [dx, dy] = [(x % cell) - cell / 2, (y % cell) - cell / 2]
      if (dx * dx + dy * dy > reach) continue
      const at = (y * width + x) * 3
      for (let channel = 0; channel < 3; channel++) {
        const own = data[at + channel] ?? 0
        data[at + channel] = own + ((INK[channel] ?? 0) - own) * 0.16
      }
    }
  }
}

function panelFrame({ width, height }: Raster) {
  const unit = Math.min(width, height) / 1000
  const gap = Math.round(26 * unit)
  const gutter = path(
    `M0 0H${width}V${height}H0ZM${gap} ${gap}V${height - gap}H${width - gap}V${gap}Z`,
    '#ffffff',
    { 'fill-rule': 'evenodd' },
  )
  const border = rect([gap, gap, width - 2 * gap, height - 2 * gap], 'none', {
    stroke: '#111111',
    'stroke-width': 7 * unit,
  })
  return rasterisePixels(gutter + border, { width, height })
}
