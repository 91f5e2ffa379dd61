import type { ModelRow } from '../core/model.ts'
import { seededit30 } from './seededit-3-0.ts'
import { seedream30 } from './seedream-3-0.ts'
import { seedream40 } from './seedream-4-0.ts'
import { seedream45 } from './seedream-4-5.ts'
import { seedream50Flash } from './seedream-5-0-flash.ts'
import { seedream50Lite } from './seedream-5-0-lite.ts'
import { seedream50Pro } from './seedream-5-0-pro.ts'
import { seedream55 } from './seedream-5-5.ts'

/** Every model there is. A new one is a file beside this one and a line here. */
export const models: readonly ModelRow[] = [
  seedream30,
  seededit30,
  seedream40,
  seedream45,
  seedream50Lite,
  seedream50Pro,
  seedream50Flash,
  seedream55,
]
