import type { Dreamgate, Following, JobHandle } from './api.ts'
import { jsonOf } from './connection.ts'
import type { Connection } from './connection.ts'
import { generationEvents } from './events.ts'
import type { Job, JobList, JobStatus } from './wire/job.ts'

/** The body of 202. */
export interface Accepted {
  readonly id: string
  readonly object: 'job'
  readonly status: JobStatus
  readonly created: number
}

export function jobHandle({ id, status, created }: Accepted, jobs: Dreamgate['jobs']): JobHandle {
  return {
    id,
    status,
    created,
    get: (options) => jobs.get(id, options),
    cancel: (options) => jobs.cancel(id, options),
    events: (options) => jobs.events(id, options),
  }
}

export function jobRoutes(gateway: Connection): Dreamgate['jobs'] {
  return {
    get: (id, { signal } = {}) => gateway.ask({ method: 'GET', path: pathOf(id), signal }, jsonOf<Job>),
    list: ({ signal, ...filter } = {}) =>
      gateway.ask({ method: 'GET', path: `/v1/jobs${queryOf(filter)}`, signal }, jsonOf<JobList>),
    cancel: (id, { signal } = {}) =>
      gateway.ask({ method: 'POST', path: `${pathOf(id)}/cancel`, signal, repeatable: false }, jsonOf<Job>),
    events: (id, { signal, after = 0 } = {}) =>
      generationEvents({
        signal,
        after,
        open: () => openEvents(gateway, id, { signal, after }),
        reopen: (_, seen) => openEvents(gateway, id, { signal, after: seen }),
      }),
  }
}

export function openEvents(
  gateway: Connection,
  id: string,
  { signal, after = 0 }: Following,
): Promise<Response> {
  const headers = after === 0 ? {} : { 'last-event-id': String(after) }
  return gateway.ask(
    { method: 'GET', path: `${pathOf(id)}/events`, headers, signal },
    async (response) => response,
  )
}

function pathOf(jobId: string): string {
  return `/v1/jobs/${encodeURIComponent(jobId)}`
}

function queryOf(filter: Readonly<Record<string, string | number | undefined>>): string {
  const pairs = Object.entries(filter).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}
