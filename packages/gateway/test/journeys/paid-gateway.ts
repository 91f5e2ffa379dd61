import type { AddressInfo } from 'node:net'

import { onTestFinished } from 'vitest'

import type { Job } from '../../src/core/job.ts'
import type { Engine } from '../../src/core/ports/engine.ts'
import { arkEngine } from '../../src/engines/ark/ark-engine.ts'
import { openaiEngine } from '../../src/engines/openai/openai-engine.ts'
import { upstreamConnection } from '../../src/lib/upstream-connection.ts'
import { arkUpstream } from '../upstream/ark-upstream.ts'
import type { ArkUpstream } from '../upstream/ark-upstream.ts'
import type { OpenaiUpstream } from '../upstream/openai-upstream.ts'
import { wholeGateway } from '../whole-gateway.ts'
import type { WholeGateway, WholeOptions } from '../whole-gateway.ts'

export const KEY = 'dg_the-key-of-these-journeys'

/** The whole gateway in this process, on a port, with a key; it ends with the test. */
export interface PaidGateway {
  readonly whole: WholeGateway
  readonly base: string
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>
  /** The job an answer is about, as `GET /v1/jobs/{id}` shows it. */
  jobOf(answer: Response): Promise<ShownJob>
  job(id: string): Promise<ShownJob>
  /** The newest job, once it is in this state. */
  newestJob(status: Job['status']): Promise<ShownJob>
}

/** What these tests read of a job on the wire. */
export interface ShownJob {
  readonly id: string
  readonly status: string
  readonly cost_usd: string
  readonly reserved_usd: string
  readonly images: readonly { readonly id: string; readonly url: string }[]
  readonly failed: readonly { readonly index: number }[]
  readonly error?: { readonly code: string; readonly message: string }
}

export async function paidGateway(
  engines: readonly Engine[],
  options: Omit<WholeOptions, 'engines'> = {},
): Promise<PaidGateway> {
  const whole = await wholeGateway({ ...options, engines })
  onTestFinished(async () => {
    // A connection on which nothing was asked yet would be waited for.
    whole.app.server.closeAllConnections()
    await whole.close()
  })
  await whole.addKey(KEY)
  await whole.app.listen({ host: '127.0.0.1', port: 0 })
  const base = `http://127.0.0.1:${(whole.app.server.address() as AddressInfo).port}`
  const authorization = `Bearer ${KEY}`
  const get = (path: string, headers = {}): Promise<Response> =>
    fetch(base + path, { headers: { authorization, ...headers } })
  const job = async (id: string): Promise<ShownJob> =>
    (await (await get(`/v1/jobs/${id}`)).json()) as ShownJob
  return {
    whole,
    base,
    get,
    post: (path, body, headers) =>
      fetch(base + path, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    jobOf: (answer) => job(answer.headers.get('x-dreamgate-job') ?? ''),
    job,
    async newestJob(status) {
      for (;;) {
        const { data } = (await (await get('/v1/jobs?limit=1')).json()) as { readonly data: ShownJob[] }
        if (data[0]?.status === status) return data[0]
      }
    },
  }
}

/** That gateway with an Ark behind it which keeps a bill. */
export async function arkBehind(
  options: Omit<WholeOptions, 'engines'> = {},
): Promise<PaidGateway & { readonly upstream: ArkUpstream }> {
  const upstream = await arkUpstream({ smallPictures: true })
  const gateway = await paidGateway([arkOf(upstream)], options)
  onTestFinished(upstream.close)
  return { ...gateway, upstream }
}

export function arkOf({ apiKey, baseUrl }: Pick<ArkUpstream, 'apiKey' | 'baseUrl'>): Engine {
  return arkEngine({ name: 'ark', apiKey, baseUrl }, connectionTo(baseUrl))
}

/** Bytes in the answer, one picture a call; every row is served. */
export function openaiOf({ apiKey, baseUrl }: Pick<OpenaiUpstream, 'apiKey' | 'baseUrl'>): Engine {
  const options = {
    name: 'openai',
    apiKey,
    baseUrl,
    models: 'any',
    picturesPerAsk: 1,
    responseFormat: 'b64_json',
    customSize: false,
    masks: false,
    watermarks: false,
    seed: false,
    streams: false,
    partialImages: 0,
    free: false,
  } as const
  return openaiEngine(options, connectionTo(baseUrl))
}

function connectionTo(baseUrl: string) {
  return upstreamConnection({
    baseUrl,
    fetchStranger: async (url) => {
      throw new Error(`${url} is not of this upstream`)
    },
  })
}
