import type { FastifyRequest } from 'fastify'

import { DAY_MS } from '../app/days.ts'
import type { Span } from '../app/days.ts'
import { refusal } from '../core/fault.ts'
import type { Problem } from '../core/fault.ts'
import { query } from './asking.ts'

/** The UTC days a report is about. */
export interface Days {
  /** `2026-11-20` */
  readonly from: string
  /** The last one, included. */
  readonly to: string
  readonly span: Span
}

const USUAL_DAYS = 30
const MOST_DAYS = 400

/** `from` and `to` of the address: the last 30 days unless they say otherwise. Fault: invalid_request, for all that is wrong. */
export function daysOf(request: FastifyRequest, now: number): Days {
  const last = dayIn(request, 'to', now - (now % DAY_MS))
  const first = dayIn(request, 'from', Math.max(0, last.at - (USUAL_DAYS - 1) * DAY_MS))
  const unreadable = [...first.problems, ...last.problems]
  const [problem, ...others] = unreadable.length > 0 ? unreadable : spanProblems(first.at, last.at)
  if (problem !== undefined) throw refusal([problem, ...others])
  return { from: dayOf(first.at), to: dayOf(last.at), span: { from: first.at, to: last.at + DAY_MS } }
}

interface Read {
  /** Midnight, epoch ms. */
  readonly at: number
  readonly problems: readonly Problem[]
}

function dayIn(request: FastifyRequest, param: 'from' | 'to', usual: number): Read {
  const text = query(request, param)
  if (text === undefined) return { at: usual, problems: [] }
  const at = nearestDay(text) ?? usual
  if (text === dayOf(at)) return { at, problems: [] }
  const nearest = dayOf(at)
  const message = `${param} must be a day like 2026-11-20 (UTC), 1970 or later; it is ${JSON.stringify(text.slice(0, 40))}. The nearest is ${nearest}.`
  return { at, problems: [{ param, rule: 'form', message, nearest }] }
}

/** A day itself, the day of a moment, or the last day of a month that has fewer. */
function nearestDay(text: string): number | undefined {
  const parts = /^(\d{4})-(\d\d?)-(\d\d?)(?!\d)/.exec(text)
  if (parts === null) return undefined
  const [year = 0, month = 1, day = 1] = parts.slice(1).map(Number)
  if (year < 1970) return 0
  const months = Math.min(Math.max(month, 1), 12)
  const lastOfMonth = new Date(Date.UTC(year, months, 0)).getUTCDate()
  return Date.UTC(year, months - 1, Math.min(Math.max(day, 1), lastOfMonth))
}

function spanProblems(first: number, last: number): readonly Problem[] {
  const days = (last - first) / DAY_MS + 1
  if (days < 1) {
    const nearest = dayOf(last)
    const message = `from must not be after to, which is ${nearest}; it is ${dayOf(first)}.`
    return [{ param: 'from', rule: 'order', message, nearest }]
  }
  if (days <= MOST_DAYS) return []
  const nearest = dayOf(last - (MOST_DAYS - 1) * DAY_MS)
  const message = `from and to may be ${MOST_DAYS} days at most; ${dayOf(first)} to ${dayOf(last)} is ${days}. The nearest from is ${nearest}.`
  return [{ param: 'from', rule: 'span', message, nearest }]
}

function dayOf(midnight: number): string {
  return new Date(midnight).toISOString().slice(0, 10)
}
