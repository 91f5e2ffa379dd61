import type { Scope } from '../../core/caller.ts'
import type { FaultCode, FaultNote } from '../../core/fault.ts'
import type { MediaType } from '../../core/image.ts'
import type { JobStatus, Ticket } from '../../core/job.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Plan } from '../../core/plan.ts'
import type { BlobKey } from '../../core/ports/blob-store.ts'
import type { LedgerEntry } from '../../core/ports/records.ts'
import type { Delivery, WebhookEvent } from '../../core/webhook.ts'
import type { Flag, JsonText } from './columns.ts'

/**
 * The tables, as SQLite and PostgreSQL both keep them: ids are text, times epoch ms, money micro-dollars,
 * booleans 0 or 1, structures JSON text. `migrations/` makes them.
 */
export interface Database {
  readonly jobs: JobTable
  readonly asks: AskTable
  readonly items: ItemTable
  readonly keys: KeyTable
  readonly ledger: LedgerTable
  readonly idempotency: IdempotencyTable
  readonly files: FileTable
  readonly job_references: JobReferenceTable
  readonly webhook_endpoints: WebhookEndpointTable
  readonly webhook_deliveries: WebhookDeliveryTable
  readonly audit_log: AuditTable
}

export interface JobTable {
  readonly id: string
  readonly owner_id: string
  readonly key_id: string
  readonly dialect: string
  readonly route: string
  /** Out of the plan, for filters. */
  readonly model: string
  /** The prompt as `searchable` writes it. */
  readonly prompt_text: string
  readonly plan: JsonText<Plan>
  readonly body_hash: string
  readonly status: JobStatus
  readonly version: number
  readonly run_at: number
  readonly lease_until: number
  /** When a worker may take it: `run_at`, or `lease_until` of a running job; null: finished. */
  readonly due_at: number | null
  readonly attempts: number
  readonly cancel_requested: Flag
  readonly fault: JsonText<FaultNote> | null
  readonly cost: number
  readonly warnings: JsonText<readonly string[]>
  readonly created_at: number
  readonly updated_at: number
  readonly started_at: number | null
  readonly finished_at: number | null
}

export interface AskTable {
  readonly job_id: string
  readonly part: number
  readonly first_index: number
  readonly pictures: number
  readonly asked_at: number | null
  readonly ticket: JsonText<Ticket> | null
  readonly answered_at: number | null
  readonly fault: JsonText<FaultNote> | null
  /** Out of `fault`, for reports. */
  readonly fault_code: FaultCode | null
}

/** The blobs a job's plan names: they are kept as long as the job is. */
export interface JobReferenceTable {
  readonly job_id: string
  readonly blob: BlobKey
}

/**
 * A place in a job's answer: a picture or a failure. One table, so that its primary key (job, index) lets no
 * place be taken twice.
 */
export interface ItemTable {
  readonly job_id: string
  readonly item_index: number
  readonly part: number
  /** `img_…`; null: nothing came, and `fault` says why. */
  readonly image_id: string | null
  readonly blob: BlobKey | null
  readonly media_type: MediaType | null
  readonly bytes: number | null
  readonly width: number | null
  readonly height: number | null
  readonly seed: number | null
  readonly recipe: string | null
  readonly fault: JsonText<FaultNote> | null
  /** Out of the fault, for sums. */
  readonly fault_code: FaultCode | null
  readonly created_at: number
  readonly removed_at: number | null
}

export interface KeyTable {
  readonly id: string
  readonly secret_hash: string
  readonly name: string
  readonly owner_id: string
  readonly prefix: string
  readonly scopes: JsonText<readonly Scope[]>
  readonly models: JsonText<readonly string[]> | null
  readonly requests_per_minute: number | null
  readonly images_per_minute: number | null
  readonly monthly_budget: number | null
  readonly created_at: number
  readonly expires_at: number | null
  readonly last_used_at: number | null
  readonly revoked_at: number | null
}

/** Append only. Primary key (job, kind): one job, one settlement. */
export interface LedgerTable {
  readonly job_id: string
  readonly kind: LedgerEntry['kind']
  readonly key_id: string
  readonly owner_id: string
  readonly micros: number
  readonly images: number
  readonly model: string
  readonly engine: string
  readonly at: number
  /**
   * The time by which a budget counts the entry: `at`, but for a release and a resolve the time of their reservation. Otherwise a
   * reservation of last month that is released in this one would count as money given back.
   */
  readonly counted_at: number
}

export interface IdempotencyTable {
  readonly key_id: string
  readonly idempotency_key: string
  readonly body_hash: string
  readonly job_id: string
  readonly created_at: number
}

export interface FileTable {
  readonly id: string
  readonly owner_id: string
  readonly blob: BlobKey
  readonly name: string
  readonly bytes: number
  readonly created_at: number
}

export interface WebhookEndpointTable {
  readonly id: string
  readonly owner_id: string
  readonly key_id: string | null
  readonly url: string
  readonly description: string
  readonly events: JsonText<readonly WebhookEvent[]>
  readonly secret: string
  readonly previous_secret: string | null
  readonly previous_secret_until: number | null
  readonly disabled_at: number | null
  readonly created_at: number
  readonly updated_at: number
}

export interface WebhookDeliveryTable {
  readonly id: string
  readonly endpoint_id: string
  readonly owner_id: string
  readonly job_id: string | null
  readonly target: string
  readonly url: string
  readonly event: WebhookEvent
  readonly body: string
  readonly status: Delivery['status']
  readonly attempts: number
  readonly next_at: number
  readonly give_up_at: number
  readonly last_status: number | null
  readonly last_error: string | null
  readonly created_at: number
  readonly finished_at: number | null
}

/** Who changed what: keys, webhooks, resolved jobs. */
export interface AuditTable {
  readonly id: string
  readonly at: number
  readonly actor_key_id: string | null
  /** `key.revoke`, `job.resolve`. */
  readonly action: string
  /** Id of the thing it was done to. */
  readonly subject: string
  readonly details: JsonText<JsonObject>
}
