declare const written: unique symbol

/** JSON that was written from a `T`, and so can be read as one. */
export type JsonText<T> = string & { readonly [written]: T }

export type Flag = 0 | 1

export function toJson<T>(value: T): JsonText<T> {
  return JSON.stringify(value) as JsonText<T>
}

export function fromJson<T>(text: JsonText<T>): T {
  return JSON.parse(text) as T
}

/** undefined, and only that, is written as null. */
export function toJsonOrNull<T>(value: T | undefined): JsonText<T> | null {
  return value === undefined ? null : toJson(value)
}

export function fromJsonOrNull<T>(text: JsonText<T> | null): T | undefined {
  return text === null ? undefined : fromJson(text)
}

/** For a change where a field named with the value undefined is emptied, and one that is not named stays. */
export function named<Change extends object, Field extends keyof Change>(
  change: Change,
  field: Field,
): NonNullable<Change[Field]> | null | undefined {
  return field in change ? (change[field] ?? null) : undefined
}

export function toFlag(value: boolean): Flag {
  return value ? 1 : 0
}

/** Text as it is compared: case and the ways to write one letter are levelled, alike on every database. */
export function searchable(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** A LIKE pattern that finds `text` anywhere; to be followed by `escape '!'`. */
export function containing(text: string): string {
  return `%${searchable(text).replace(/[!%_]/g, '!$&')}%`
}
