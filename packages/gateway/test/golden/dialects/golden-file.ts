import { readFileSync, writeFileSync } from 'node:fs'

import type { WireBody, WireRequest } from '../../../src/core/ports/dialect.ts'

/**
 * A case: what comes in above the line, what the dialect makes of it below.
 *
 *     POST /v1/images/edits
 *     prefer: wait=20
 *
 *     { "prompt": "a heron" }
 *     ---------- submission
 *     { … }
 *
 * After `content-type: multipart/form-data` the body is one `name = text` a line, and `name = @heron.png` is a file.
 */
export interface Golden {
  /** `POST`, `ANSWER`, `ACCEPTED`, `EVENT` or `POLLED`. */
  readonly verb: string
  readonly words: readonly string[]
  readonly request: WireRequest
  /** `submission`, `fault 400`, `answer 200`. */
  readonly title: string
  readonly expected: unknown
}

export function readGolden(file: URL): Golden {
  const [above = '', title = '', below = 'null'] = readFileSync(file, 'utf8').split(/^-{10} (.*)$/m)
  const [first = '', ...rest] = above.split('\n')
  const blank = rest.indexOf('')
  const [verb = '', ...words] = first.split(' ')
  const headers = Object.fromEntries(rest.slice(0, blank).map(headerOf))
  const body = bodyOf(headers['content-type'], rest.slice(blank + 1))
  return { verb, words, request: { headers, body }, title, expected: JSON.parse(below.trim() || 'null') }
}

export function rewriteGolden(file: URL, title: string, actual: unknown): void {
  const [above = ''] = readFileSync(file, 'utf8').split(/^-{10} /m)
  writeFileSync(file, `${above}---------- ${title}\n${printed(actual)}\n`)
}

function headerOf(line: string): readonly [string, string] {
  const [, name = '', value = ''] = /^([^:]+): (.*)$/.exec(line) ?? []
  return [name, value]
}

function bodyOf(contentType: string | undefined, lines: readonly string[]): WireBody {
  if (contentType !== 'multipart/form-data') return { kind: 'json', value: JSON.parse(lines.join('\n')) }
  const parts = lines.filter((line) => line !== '').map(partOf)
  return {
    kind: 'form',
    fields: parts.filter(([, value]) => !value.startsWith('@')),
    files: parts
      .filter(([, value]) => value.startsWith('@'))
      .map(([name, value]) => ({ name, source: { kind: 'blob', blob: `sha256-${value.slice(1)}` } })),
  }
}

function partOf(line: string): readonly [string, string] {
  const [, name = '', value = ''] = /^(\S+) = (.*)$/.exec(line) ?? []
  return [name, value]
}

const WIDTH = 100

/** JSON with everything that fits on a line on one line. */
export function printed(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ')
  if (indent.length + flat.length <= WIDTH || typeof value !== 'object' || value === null) return flat
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    return `[\n${value.map((member) => inner + printed(member, inner)).join(',\n')}\n${indent}]`
  }
  const members = Object.entries(value).map(
    ([name, member]) => `${inner}${JSON.stringify(name)}: ${printed(member, inner)}`,
  )
  return `{\n${members.join(',\n')}\n${indent}}`
}
