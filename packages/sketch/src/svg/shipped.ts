import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A drawing of the Noto set, as `build.mjs` packed it. */
export interface PackedIcon {
  readonly body: string
  /** Side of its square. */
  readonly size: number
  /** Left, top, right and bottom of what is visible, as fractions of the square. */
  readonly box: readonly [number, number, number, number]
}

/**
 * Where the build put icons and fonts. The bundles stand next to it; source under a test runner
 * reads the same folder, so the build has to have run once.
 */
const DATA = import.meta.url.endsWith('.ts')
  ? new URL('../../dist/data/', import.meta.url)
  : new URL('data/', import.meta.url)

const FONT_FILES = ['Inter_400Regular.ttf', 'Inter_700Bold.ttf', 'Inter_800ExtraBold.ttf']
const WIDE_FONT_FILE = 'NotoSansSC_700Bold.ttf'

let icons: ReadonlyMap<string, PackedIcon> | undefined

/** The packed icon, or undefined for a name outside the allow-list. */
export function packedIcon(name: string): PackedIcon | undefined {
  icons ??= new Map(
    Object.entries(
      JSON.parse(readFileSync(new URL('icons.json', DATA), 'utf8')) as Record<string, PackedIcon>,
    ),
  )
  return icons.get(name)
}

/** Paths of the fonts a drawing needs; the ten-megabyte one only for text outside Latin. */
export function fontsFor(svg: string): string[] {
  const files = /[\u0370-\uffff]/.test(svg.replaceAll(/[\u2010-\u2026]/g, ''))
    ? [...FONT_FILES, WIDE_FONT_FILE]
    : FONT_FILES
  return files.map((file) => fileURLToPath(new URL(file, DATA)))
}
