import type { Resolution } from '../../../src/app/resolution.ts'
import type { AskOnDisk } from '../lives/acknowledged.ts'
import type { Lives } from '../lives/lives.ts'
import { attempt, BROKEN, jsonOf } from './callers/ask.ts'
import type { Line } from './callers/ask.ts'
import { MODELS, numberIn } from './intents.ts'
import { everyJob } from './jobs.ts'
import type { JobJson } from './jobs.ts'
import type { Upstreams } from './upstreams.ts'

/** Goes through jobs in doubt with the upstream's bill in hand, and says what became of each. */
export interface Operator {
  /** Every job that was found in doubt, as it was then. */
  readonly doubts: readonly Doubt[]
  /** By job: how the last verdict was refused that did not end the doubt. */
  readonly refusals: ReadonlyMap<string, string>
  /** Verdicts that were answered 200. */
  readonly verdicts: readonly { readonly jobId: string; readonly resolution: Resolution }[]
  /**
   * Looks at unknown jobs, or at the money of all others too. Returns how many were in doubt, but for those about which
   * enough has been said in vain.
   */
  round(line: Line, looks: 'at the unknown' | 'at everything'): Promise<number>
}

export interface Doubt {
  readonly jobId: string
  readonly status: string
  /** Of the gateway, when it was found. */
  readonly life: number
  /** What was on disk about its asks, by part. */
  readonly asks: readonly AskOnDisk[]
}

const MOST_ASKS = 6
/** Of the operator, about one job. A try that a crash cuts short counts too. */
const MOST_TRIES = 8

export function operator(gateway: Lives, upstreams: Upstreams): Operator {
  const doubts: Doubt[] = []
  const verdicts: { jobId: string; resolution: Resolution }[] = []
  const refusals = new Map<string, string>()
  const tries = new Map<string, number>()
  return {
    doubts,
    verdicts,
    refusals,
    round: async (line, looks) => {
      const seen = await everyJob(line, looks === 'at everything' ? undefined : 'unknown')
      const inDoubt = seen.filter((job) => isInDoubt(job) && (tries.get(job.id) ?? 0) < MOST_TRIES)
      for (const job of inDoubt) {
        const asks = Array.from({ length: MOST_ASKS }, (_, part) => gateway.acknowledged.ask(job.id, part))
        doubts.push({ jobId: job.id, status: job.status, life: gateway.count, asks })
        const before = verdicts.filter(({ jobId }) => jobId === job.id).length
        const resolution = verdictOn(job, upstreams, before)
        if (resolution === undefined) continue
        tries.set(job.id, (tries.get(job.id) ?? 0) + 1)
        const reply = await attempt(
          line,
          { method: 'POST', path: `/v1/jobs/${job.id}/resolve`, body: { resolution } },
          jsonOf,
        )
        if (reply === BROKEN) continue
        if (reply.status === 200) verdicts.push({ jobId: job.id, resolution })
        else refusals.set(job.id, `${resolution} was answered ${reply.status}: ${JSON.stringify(reply.read)}`)
      }
      return inDoubt.length
    },
  }
}

/** An outcome that nobody knows, or money that is held though the job has ended. */
function isInDoubt({ status, finished_at: finishedAt, reserved_usd: reserved }: JobJson): boolean {
  return status === 'unknown' || (finishedAt !== null && Number(reserved) !== 0)
}

/** By the bill; undefined while the upstream is still drawing for it. Every other caller is asked for once more. */
function verdictOn(job: JobJson, upstreams: Upstreams, verdictsBefore: number): Resolution | undefined {
  const number = numberIn(job.request.prompt)
  const calls = upstreams.purchases(number).filter(({ key }) => key.startsWith(`${job.id}.`))
  if (calls.some(({ over }) => !over)) return undefined
  if (calls.length > partsDelivered(job)) return 'bought'
  const wantsIt = job.status === 'unknown' && number % 2 === 1 && verdictsBefore === 0
  return wantsIt ? 'ask_again' : 'not_bought'
}

function partsDelivered({ images, model, request }: JobJson): number {
  if (request.mode === 'sequence') return Math.min(1, images.length)
  return new Set(images.map(({ index }) => Math.floor(index / MODELS[model].picturesPerAsk))).size
}
