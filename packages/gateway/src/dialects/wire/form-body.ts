import type { WireBody } from '../../core/ports/dialect.ts'
import type { WireFields } from './json-body.ts'

type Form = Extract<WireBody, { kind: 'form' }>

/**
 * What the text of a form field stands for. A text that cannot stand for it stays text, and is refused where the
 * same text in JSON is. `references`: an address, or JSON that holds some.
 */
export type FormKind = 'boolean' | 'number' | 'json' | 'references'

/** Form fields as JSON would have said them. `name`, `name[]` and `name[0]` repeated are one list. */
export function formFields(
  { fields }: Pick<Form, 'fields'>,
  kinds: Readonly<Record<string, FormKind>>,
): WireFields {
  const values = new Map<string, unknown[]>()
  const members = new Map<string, [string, unknown][]>()
  for (const [written, text] of fields) {
    const { name, member } = nameOf(written, kinds)
    if (member === undefined) put(values, name, valueOf(text, kinds[name]))
    else put(members, name, [member, memberValue(text)])
  }
  return Object.fromEntries([
    ...[...values].map(([name, all]) => [name, one(all.flat(kinds[name] === 'references' ? 1 : 0))] as const),
    ...[...members].map(([name, all]) => [name, Object.fromEntries(all)] as const),
  ])
}

/** `image[]` is `image`; `custom_size[width]`, as the official SDKs write objects, is a member of `custom_size`. */
function nameOf(
  written: string,
  kinds: Readonly<Record<string, FormKind>>,
): { readonly name: string; readonly member: string | undefined } {
  const [, name = written, inner = ''] = /^(\w+)\[(\w*)\]$/.exec(written) ?? []
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
  if (kind === 'references' && /^\d*$/.test(inner)) return { name, member: undefined }
  if (kind === 'json' && inner !== '') return { name, member: inner }
  return { name: written, member: undefined }
}

/** The spelling a file part belongs to: `images[]` is `images`. */
export function partName(written: string): string {
  return /^(\w+)(?:\[\d*\])?$/.exec(written)?.[1] ?? written
}

function put<Value>(groups: Map<string, Value[]>, name: string, value: Value): void {
  const group = groups.get(name)
  if (group === undefined) groups.set(name, [value])
  else group.push(value)
}

function one(values: readonly unknown[]): unknown {
  return values.length === 1 ? values[0] : values
}

function valueOf(text: string, kind: FormKind | undefined): unknown {
  if (kind === 'boolean') return booleanOf(text)
  if (kind === 'number') return numberOf(text)
  if (kind === 'json') return jsonOf(text)
  return kind === 'references' && /^\s*[[{]/.test(text) ? jsonOf(text) : text
}

function memberValue(text: string): unknown {
  return typeof booleanOf(text) === 'boolean' ? booleanOf(text) : numberOf(text)
}

function booleanOf(text: string): boolean | string {
  if (text === 'true') return true
  return text === 'false' ? false : text
}

function numberOf(text: string): number | string {
  return /^-?\d{1,20}(?:\.\d{1,20})?$/.test(text) ? Number(text) : text
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
