import type { Updateable } from 'kysely'

import type { Job } from '../../core/job.ts'
import { isFinished } from '../../core/job.ts'
import type { JobChange, NewJob } from '../../core/ports/records.ts'
import { fromJson, fromJsonOrNull, searchable, toFlag, toJson } from './columns.ts'
import type { Database, JobReferenceTable, JobTable } from './schema.ts'

export function rowOf(job: NewJob): JobTable {
  return {
    id: job.id,
    owner_id: job.ownerId,
    key_id: job.keyId,
    dialect: job.dialect,
    route: job.route,
    model: job.plan.model,
    prompt_text: searchable(job.plan.prompt),
    plan: toJson(job.plan),
    body_hash: job.bodyHash,
    status: 'queued',
    version: 1,
    run_at: job.createdAt,
    lease_until: 0,
    due_at: job.createdAt,
    attempts: 0,
    cancel_requested: 0,
    fault: null,
    cost: 0,
    warnings: toJson([]),
    created_at: job.createdAt,
    updated_at: job.createdAt,
    started_at: null,
    finished_at: null,
  }
}

export function referencesOf({ id, plan }: NewJob): readonly JobReferenceTable[] {
  const all = plan.mask === undefined ? plan.references : [...plan.references, plan.mask]
  return Array.from(new Set(all.map(({ blob }) => blob)), (blob) => ({ job_id: id, blob }))
}

export function jobOf(row: JobTable): Job {
  return {
    id: row.id,
    ownerId: row.owner_id,
    keyId: row.key_id,
    dialect: row.dialect,
    route: row.route,
    plan: fromJson(row.plan),
    status: row.status,
    version: row.version,
    runAt: row.run_at,
    leaseUntil: row.lease_until,
    attempts: row.attempts,
    cancelRequested: row.cancel_requested === 1,
    fault: fromJsonOrNull(row.fault),
    cost: row.cost,
    warnings: fromJson(row.warnings),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    startedAt: row.started_at ?? undefined,
    finishedAt: row.finished_at ?? undefined,
  }
}

/** The job after a change; its version has grown by one. */
export function changedJob(
  job: Job,
  { fault, startedAt, finishedAt, ...change }: JobChange,
  at: number,
): Job {
  return {
    ...job,
    ...change,
    ...(fault !== undefined && { fault: fault ?? undefined }),
    ...(startedAt !== undefined && { startedAt: startedAt ?? undefined }),
    ...(finishedAt !== undefined && { finishedAt: finishedAt ?? undefined }),
    version: job.version + 1,
    updatedAt: at,
  }
}

/** From when on `due` names the job; null: never again. */
export function dueAt(job: Pick<Job, 'status' | 'runAt' | 'leaseUntil'>): number | null {
  if (isFinished(job)) return null
  return job.status === 'running' ? job.leaseUntil : job.runAt
}

/** Kysely leaves a column alone when its value is undefined. */
export function columnsOf(change: JobChange): Updateable<Database['jobs']> {
  return {
    status: change.status,
    run_at: change.runAt,
    lease_until: change.leaseUntil,
    attempts: change.attempts,
    cancel_requested: change.cancelRequested === undefined ? undefined : toFlag(change.cancelRequested),
    // null stands for itself: what is said takes a fault away.
    fault: change.fault && toJson(change.fault),
    cost: change.cost,
    warnings: change.warnings && toJson(change.warnings),
    started_at: change.startedAt,
    finished_at: change.finishedAt,
  }
}
