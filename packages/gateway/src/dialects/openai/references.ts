import type { Problem } from '../../core/fault.ts'
import type { WireFile } from '../../core/ports/dialect.ts'
import type { ReferenceSource } from '../../core/request.ts'
import { partName } from '../wire/form-body.ts'
import type { WireFields } from '../wire/json-body.ts'
import { broken } from '../wire/problem.ts'
import type { Reading } from '../wire/read-fields.ts'
import { referencesIn } from '../wire/references.ts'
import type { NamedSource, ReferenceRules } from '../wire/references.ts'

/** Every spelling of a reference on /v1, in the order in which several are joined. */
const SPELLINGS = ['image', 'image_url', 'image_urls', 'images'] as const

export interface Pictures {
  readonly fields: WireFields
  readonly files: readonly WireFile[]
  /** Only JSON carries bare base64. */
  readonly bareBase64: boolean
}

export function readReferences(sent: Pictures): Reading<readonly NamedSource[]> {
  const read = SPELLINGS.map((spelling) => readSpelling(spelling, sent))
  return {
    value: read.flatMap(({ value }) => value),
    problems: [...read.flatMap(({ problems }) => problems), ...strangeParts(sent.files)],
  }
}

/** How this caller spells references; `image` when none came. */
export function firstSpelling({ fields, files }: Pictures): string {
  const parts = new Set(files.map((file) => partName(file.name)))
  return SPELLINGS.find((spelling) => fields[spelling] !== undefined || parts.has(spelling)) ?? 'image'
}

export function readMask(sent: Pictures): Reading<ReferenceSource | undefined> {
  const { value, problems } = readSpelling('mask', sent)
  if (value.length < 2) return { value: value[0]?.source, problems }
  const second = broken({ param: 'mask', rule: 'mask.one', must: 'one picture', value })
  return { value: undefined, problems: [...problems, second] }
}

/** Files come first: a form does not say how they lay between its text fields. */
function readSpelling(spelling: string, sent: Pictures): Reading<readonly NamedSource[]> {
  const rules: ReferenceRules = {
    objects: true,
    lists: spelling !== 'mask',
    bareBase64: sent.bareBase64,
    exactTypes: false,
  }
  const files = sent.files.filter((file) => partName(file.name) === spelling)
  const written = sent.fields[spelling]
  if (files.length === 0) return referencesIn(spelling, written, rules)
  const texts = written === undefined ? [] : [written].flat()
  const alone = files.length + texts.length === 1
  const read = texts.map((text, place) => referencesIn(`${spelling}[${files.length + place}]`, text, rules))
  return {
    value: [
      ...files.map(({ source }, place) => ({ name: alone ? spelling : `${spelling}[${place}]`, source })),
      ...read.flatMap(({ value }) => value),
    ],
    problems: read.flatMap(({ problems }) => problems),
  }
}

const PART_NAMES: ReadonlySet<string> = new Set([...SPELLINGS, 'mask'])

/** A file that nobody reads is a picture that would be missing from the edit. */
function strangeParts(files: readonly WireFile[]): readonly Problem[] {
  return files
    .filter((file) => !PART_NAMES.has(partName(file.name)))
    .map((file) => {
      const param = file.name.slice(0, 64)
      const message = `${param} must be left out: file parts are image, image[], images[] and mask.`
      return { param, rule: 'part.name', message }
    })
}
