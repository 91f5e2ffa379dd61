import { readFile as readText } from 'node:fs/promises'

import { isNode, LineCounter, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import { z } from 'zod'

import { ConfigError } from './config-error.ts'

const name = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'must be lower-case letters, digits and dashes')
const baseUrl = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''))
const modelNames = z.record(z.string(), z.string().min(1))

/** What was asked of the engine when the process died: held for a person to resolve, or asked again. */
const afterCrash = z.enum(['hold', 'retry']).default('hold')

const engine = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('sketch') }),
  z.strictObject({
    type: z.literal('ark'),
    name: name.default('ark'),
    api_key: z.string().min(1),
    base_url: baseUrl,
    /** The region's spelling of model names: `doubao-` at Volcengine, nothing at BytePlus. */
    id_prefix: z.string().optional(),
    /** Catalogue id → the vendor's id or `ep-…`; also switches retired rows on. */
    models: modelNames.default({}),
    after_crash: afterCrash,
  }),
  z.strictObject({
    type: z.literal('openai'),
    name: name.default('openai'),
    api_key: z.string().min(1).optional(),
    base_url: baseUrl,
    /** Catalogue id → upstream model; without it every row is served under its own id. */
    models: modelNames.optional(),
    pictures_per_call: z.int().min(1).max(10).default(1),
    response_format: z.enum(['url', 'b64_json', 'omit']).default('b64_json'),
    custom_size: z.boolean().default(false),
    masks: z.boolean().default(false),
    watermarks: z.boolean().default(false),
    seed: z.boolean().default(false),
    /** Previews asked for per picture, 0 to 3; 0 asks for no stream. The upstream may charge for each. */
    previews: z.int().min(0).max(3).default(0),
    free: z.boolean().default(false),
    after_crash: afterCrash,
  }),
])

const route = z.strictObject({
  model: z.string().min(1).optional(),
  size: z.string().min(1).optional(),
  watermark: z.boolean().optional(),
})

/** Whole days after the end of a job or of a webhook message; undefined: for ever. */
const days = z.int().min(1).max(36_500)
const keep = z.strictObject({
  images_days: days.optional(),
  jobs_days: days.optional(),
  webhook_deliveries_days: days.default(30),
})

const schema = z.strictObject({
  engines: z
    .array(engine)
    .default([])
    .superRefine((entries, check) => {
      for (const [index, entry] of entries.entries()) {
        const twin = entries.findIndex((other) => nameOf(other) === nameOf(entry))
        if (twin === index) continue
        const message = `"${nameOf(entry)}" is the name of another engine above; give this one a name of its own`
        check.addIssue({ code: 'custom', path: [index, 'name'], message })
      }
    }),
  routes: z.record(z.string(), route).default({}),
  keep: keep.prefault({}),
})

function nameOf(entry: z.infer<typeof engine>): string {
  return entry.type === 'sketch' ? 'sketch' : entry.name
}

export type FileConfig = z.infer<typeof schema>
export type EngineEntry = z.infer<typeof engine>
export type RouteEntry = z.infer<typeof route>

type Environment = Readonly<Record<string, string | undefined>>

/** `dreamgate.yaml` of this folder, or the file DREAMGATE_CONFIG names; empty when there is none. */
export async function readFile(environment: Environment): Promise<FileConfig> {
  const named = environment['DREAMGATE_CONFIG']
  const path = named ?? 'dreamgate.yaml'
  const text = await readText(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (named === undefined && error.code === 'ENOENT') return ''
    throw new ConfigError(`${path} cannot be read: ${error.message}`)
  })
  return parseFile(path, text, environment)
}

/** Throws ConfigError with file, line and field. `${NAME}` in a text stands for that environment variable. */
export function parseFile(path: string, text: string, environment: Environment): FileConfig {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [broken] = document.errors
  if (broken !== undefined) throw new ConfigError(`${path}: ${broken.message}`)
  const parsed = schema.safeParse(withVariables(document.toJS() ?? {}, { path, environment }))
  if (parsed.success) return parsed.data
  throw new ConfigError(
    parsed.error.issues
      .map((issue) => `${path}:${lineOf(document, lines, issue.path)}: ${said(issue)}`)
      .join('\n'),
  )
}

function said(issue: z.core.$ZodIssue): string {
  const field = issue.path.join('.')
  return field === '' ? issue.message : `${field}: ${issue.message}`
}

/** The line of the deepest part of the path that is there. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return 1
}

function withVariables(
  value: unknown,
  about: { readonly path: string; readonly environment: Environment },
): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(/\$\{([A-Z][A-Z0-9_]*)\}/g, (_, variable: string) => {
      const found = about.environment[variable]
      if (found === undefined) throw new ConfigError(`${about.path} names \${${variable}}, which is not set.`)
      return found
    })
  }
  if (Array.isArray(value)) return value.map((part) => withVariables(part, about))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withVariables(part, about)]))
  }
  return value
}
