import type { Dreamgate, DreamgateOptions, Handed, Asking } from './api.ts'
import { connection, jsonOf } from './connection.ts'
import type { Call, Connection } from './connection.ts'
import { generationEvents } from './events.ts'
import { jobHandle, jobRoutes, openEvents } from './jobs.ts'
import type { Accepted } from './jobs.ts'
import { withoutBlobs } from './upload-references.ts'
import type { UploadedFile } from './wire/file.ts'
import type { ModelList } from './wire/model.ts'
import type { Plan } from './wire/plan.ts'
import type { GenerateRequest } from './wire/request.ts'
import type { Generated } from './wire/result.ts'

/** The gateway at an address, for one key. */
export function dreamgate({
  baseUrl,
  key,
  fetch = (request) => globalThis.fetch(request),
}: DreamgateOptions): Dreamgate {
  const gateway = connection({ baseUrl: baseUrl.replace(/\/+$/, ''), key, fetch })
  const files = fileRoutes(gateway)
  const jobs = jobRoutes(gateway)
  const bodyOf = (request: GenerateRequest, { signal }: Asking) =>
    withoutBlobs(request, (file) => files.upload(file, { signal }))
  return {
    async generate(request, options = {}) {
      const call = submission(await bodyOf(request, options), options)
      return gateway.ask(call, (response) => jsonOf<Generated>(tellJob(response, options)))
    },
    stream: (request, options = {}) =>
      generationEvents({
        signal: options.signal,
        after: 0,
        open: async () => {
          const call = submission({ ...(await bodyOf(request, options)), stream: true }, options)
          return gateway.ask(call, async (response) => tellJob(response, options))
        },
        reopen: (id, after) => openEvents(gateway, id, { ...options, after }),
      }),
    async submit(request, options = {}) {
      const call = submission(await bodyOf(request, options), options, { prefer: 'respond-async' })
      const accepted = await gateway.ask(call, (response) => jsonOf<Accepted>(tellJob(response, options)))
      return jobHandle(accepted, jobs)
    },
    async plan(request, options = {}) {
      const body = JSON.stringify(await bodyOf(request, options))
      return gateway.ask({ ...posted(body, options), path: `${GENERATIONS}?dry_run=true` }, jsonOf<Plan>)
    },
    jobs,
    models: {
      list: ({ signal } = {}) =>
        gateway.ask({ method: 'GET', path: '/v1/models', signal }, jsonOf<ModelList>),
    },
    files,
  }
}

const GENERATIONS = '/v1/images/generations'

function posted(body: string, { signal }: Asking): Call {
  return { method: 'POST', path: GENERATIONS, headers: { 'content-type': 'application/json' }, body, signal }
}

/** Every try of one call carries the same key, so the gateway sees one request. */
function submission(
  request: GenerateRequest & { readonly stream?: true },
  options: Handed,
  headers: Readonly<Record<string, string>> = {},
): Call {
  const call = posted(JSON.stringify(request), options)
  const idempotencyKey = options.idempotencyKey ?? newIdempotencyKey()
  return { ...call, headers: { ...call.headers, ...headers, 'idempotency-key': idempotencyKey } }
}

/** `randomUUID` is missing from pages that came over plain http from another machine. */
function newIdempotencyKey(): string {
  if ('randomUUID' in crypto) return crypto.randomUUID()
  return Array.from(new Uint8Array((crypto as Crypto).getRandomValues(new Uint8Array(16))), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}

function tellJob(response: Response, { onJob }: Handed): Response {
  const jobId = response.headers.get('x-dreamgate-job')
  if (jobId !== null) onJob?.(jobId)
  return response
}

function fileRoutes(gateway: Connection): Dreamgate['files'] {
  return {
    upload(file, { signal } = {}) {
      const body = new FormData()
      body.set('file', file)
      return gateway.ask({ method: 'POST', path: '/v1/files', body, signal }, jsonOf<UploadedFile>)
    },
  }
}
