import type { ReferenceSource, Submission } from '../core/request.ts'
import { sha256 } from './ids.ts'

/**
 * SHA-256 of what was asked, by decoded content: field order, multipart boundaries and file names do not count,
 * nor does the field that said the size, and inline pictures stand as their own hash.
 */
export function identityOf(submission: Submission, route: string): string {
  const { request, delivery, stream } = submission
  const references = request.references.map(sourceIdentity)
  const mask = request.mask === undefined ? undefined : sourceIdentity(request.mask)
  const size = { ...request.size, maxSide: undefined }
  return sha256(canonical({ route, delivery, stream, ...request, size, references, mask }))
}

function sourceIdentity(source: ReferenceSource): unknown {
  return source.kind === 'inline' ? { kind: 'inline', sha256: sha256(source.base64) } : source
}

/** JSON with sorted keys, so that equal values have equal text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
