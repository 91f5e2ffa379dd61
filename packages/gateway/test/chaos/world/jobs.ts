import { insist, jsonOf } from './callers/ask.ts'
import type { Line } from './callers/ask.ts'
import type { ModelName } from './intents.ts'

/** As `GET /v1/jobs` shows it. */
export interface JobJson {
  readonly id: string
  readonly status: string
  readonly model: ModelName
  readonly finished_at: number | null
  readonly request: { readonly prompt: string; readonly mode: string }
  readonly images: readonly { readonly id: string; readonly index: number; readonly url: string }[]
  readonly cost_usd: string
  readonly reserved_usd: string
}

/** Newest first, all pages. */
export async function everyJob(line: Line, status?: string): Promise<readonly JobJson[]> {
  const jobs: JobJson[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const query = new URLSearchParams({
      limit: '100',
      ...(status && { status }),
      ...(cursor && { cursor }),
    })
    const { status: code, read } = await insist(line, { method: 'GET', path: `/v1/jobs?${query}` }, jsonOf)
    if (code !== 200) return jobs
    const page = read as { readonly data: readonly JobJson[]; readonly next_cursor: string | null }
    jobs.push(...page.data)
    cursor = page.next_cursor
  }
  return jobs
}
