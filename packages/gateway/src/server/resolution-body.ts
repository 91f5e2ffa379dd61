import { z } from 'zod'

import { RESOLUTIONS } from '../app/resolution.ts'
import type { Resolution } from '../app/resolution.ts'
import { refusal } from '../core/fault.ts'
import type { WireBody } from '../core/ports/dialect.ts'

const schema = z.strictObject({ resolution: z.enum(RESOLUTIONS) })

/** `{"resolution": "bought" | "not_bought" | "ask_again"}` and nothing else. */
export function resolutionOf(body: WireBody): Resolution {
  const parsed = schema.safeParse(body.kind === 'json' ? body.value : undefined)
  if (parsed.success) return parsed.data.resolution
  const message = `resolution must be one of ${RESOLUTIONS.join(', ')}, and nothing else may be said: {"resolution": "not_bought"}.`
  throw refusal([{ param: 'resolution', rule: 'choice', message }])
}
