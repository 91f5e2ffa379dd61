import { Fault } from '../core/fault.ts'
import { MAX_FIELDS, MAX_FILES, MAX_JSON_BYTES, MEBIBYTE } from './read-body.ts'

const TOO_LARGE: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: `The body is larger than ${MAX_JSON_BYTES / MEBIBYTE} MB.`,
  FST_FILES_LIMIT: `The form has more than ${MAX_FILES} files.`,
  FST_FIELDS_LIMIT: `The form has more than ${MAX_FIELDS} fields.`,
}

/** What the parser of forms says, in errors that carry nothing else to know them by. */
const BROKEN_FORM = /^(?:Unexpected end of multipart data|(?:Part|Preamble) terminated early|Multipart: )/

/** The framework's own refusals in our words; whatever else is thrown stays what it is. */
export function wireFault(thrown: unknown): unknown {
  if (thrown instanceof Fault || !(thrown instanceof Error)) return thrown
  const { code, statusCode } = thrown as Error & { readonly code?: string; readonly statusCode?: number }
  if (statusCode === 413) return new Fault('too_large', TOO_LARGE[code ?? ''] ?? `${thrown.message}.`)
  if (statusCode === 415) return new Fault('unsupported_media_type', thrown.message)
  if (statusCode === 404 || code === 'FST_ERR_BAD_URL')
    return new Fault('not_found', 'There is no such address.')
  if (BROKEN_FORM.test(thrown.message))
    return new Fault('invalid_request', `The form is broken: ${thrown.message}.`)
  if (statusCode !== undefined && statusCode < 500) return new Fault('invalid_request', thrown.message)
  return thrown
}
