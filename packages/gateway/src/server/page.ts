import type { FastifyRequest } from 'fastify'

import type { Problem } from '../core/fault.ts'
import type { JsonObject } from '../core/json.ts'
import { query } from './asking.ts'

const USUAL = 20
const MOST = 100

export interface Bounds {
  /** How many at most. Whoever reads rows asks for one more, to know whether there are more. */
  readonly most: number
  readonly problems: readonly Problem[]
}

/** The parameter `limit` of a list. */
export function boundsOf(request: FastifyRequest): Bounds {
  const limit = query(request, 'limit')
  const most = limit === undefined ? USUAL : Number(limit)
  const legal = Number.isInteger(most) && most >= 1 && most <= MOST
  return { most, problems: legal ? [] : [badLimit(limit)] }
}

/** `rows` may be one more than `most`; the cursor is the id of the last one shown. */
export async function pageOf<Row extends { readonly id: string }>(
  rows: readonly Row[],
  most: number,
  toJson: (row: Row) => Promise<JsonObject>,
): Promise<JsonObject> {
  const shown = rows.slice(0, most)
  const more = rows.length > most
  return {
    object: 'list',
    data: await Promise.all(shown.map(toJson)),
    has_more: more,
    next_cursor: more ? (shown.at(-1)?.id ?? null) : null,
  }
}

function badLimit(text = ''): Problem {
  const message = `limit must be a whole number from 1 to ${MOST}; it is ${JSON.stringify(text.slice(0, 40))}.`
  return { param: 'limit', rule: 'range', message }
}
