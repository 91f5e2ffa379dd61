import type { Job, JobFailure, JobImage } from '@dreamgate/client'

import { isUnfinished } from '../words/job-words.ts'

/** One place in a job's grid. */
export type Tile =
  | { readonly kind: 'picture'; readonly index: number; readonly image: JobImage }
  | { readonly kind: 'failed'; readonly index: number; readonly reason: string }
  | { readonly kind: 'pending'; readonly index: number }

/** Every picture, failure and picture yet to come, each in its own place. */
export function tilesOf(job: Job): readonly Tile[] {
  const told = new Map<number, Tile>([
    ...job.failed.map((failure) => [failure.index, failedTile(failure)] as const),
    ...job.images.map((image) => [image.index, { kind: 'picture', index: image.index, image }] as const),
  ])
  const expected = isUnfinished(job) ? job.request.count : 0
  for (let index = 0; index < expected; index += 1)
    if (!told.has(index)) told.set(index, { kind: 'pending', index })
  return [...told.values()].sort((one, other) => one.index - other.index)
}

function failedTile({ index, error }: JobFailure): Tile {
  return { kind: 'failed', index, reason: error.message }
}

/** width / height to expect before the first picture has come. */
export function expectedRatio({ request, images }: Pick<Job, 'request' | 'images'>): number {
  const [first] = images
  if (first !== undefined) return first.width / first.height
  const [, width, height] = /^(\d+)x(\d+)$/.exec(request.size) ?? []
  return width === undefined || height === undefined ? 1 : Number(width) / Number(height)
}
