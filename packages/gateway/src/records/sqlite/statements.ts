import type { SqliteFile, SqliteStatement } from './binding.ts'

export interface Prepared {
  readonly statement: SqliteStatement
  readonly returnsRows: boolean
}

/** More than the records have; what a filter or a change leaves out makes another text. */
const KEPT = 256

/** Prepares each text once: parsing it costs more than running it. */
export function preparedStatements(file: SqliteFile): (text: string) => Prepared {
  const kept = new Map<string, Prepared>()
  return (text) => {
    const known = kept.get(text)
    if (known) return known
    const statement = file.prepare(text)
    const prepared = { statement, returnsRows: statement.columns().length > 0 }
    if (kept.size >= KEPT) kept.clear()
    kept.set(text, prepared)
    return prepared
  }
}
