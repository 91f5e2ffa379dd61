import type { FastifyReply, FastifyRequest } from 'fastify'

import type { JsonObject } from '../core/json.ts'
import { csv } from '../lib/csv.ts'
import type { CsvLine } from '../lib/csv.ts'
import { header } from './asking.ts'
import type { Days } from './days.ts'

/** Lines over days, as JSON or as a table for a spreadsheet. */
export interface Report {
  readonly object: string
  readonly days: Days
  readonly columns: readonly string[]
  readonly lines: readonly CsvLine[]
  readonly total: CsvLine
  /** Under the lines of the table as well? */
  readonly totalLine: boolean
  /** JSON only. */
  readonly more?: JsonObject
}

/** CSV for those who accept that before JSON. */
export async function sendReport(
  request: FastifyRequest,
  reply: FastifyReply,
  report: Report,
): Promise<FastifyReply> {
  const { object, days, columns, lines, total, totalLine, more } = report
  const { from, to } = days
  reply.header('vary', 'accept')
  if (!wantsCsv(header(request, 'accept'))) {
    return reply.send({ object, from, to, data: lines, total, ...more })
  }
  const table = totalLine ? [...lines, { [columns[0] ?? '']: 'total', ...total }] : lines
  const name = `dreamgate-${object}-${from}-to-${to}.csv`
  return reply
    .header('content-type', 'text/csv; charset=utf-8; header=present')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(csv(columns, table))
}

const TABLE = new Set(['text/csv', 'text/*'])
const OTHERS = new Set(['application/json', 'application/*', '*/*'])

function wantsCsv(accept = '*/*'): boolean {
  const ranges = accept.split(',').map(rangeOf)
  const known = ranges.filter(({ type, weight }) => weight > 0 && (TABLE.has(type) || OTHERS.has(type)))
  const [best] = known.toSorted((one, other) => other.weight - one.weight)
  return best !== undefined && TABLE.has(best.type)
}

function rangeOf(text: string): { readonly type: string; readonly weight: number } {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
  return { type, weight: weight === undefined ? 1 : Number(weight) || 0 }
}
