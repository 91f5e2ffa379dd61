import { Fault } from './fault.ts'
import type { Catalogue, ModelRow } from './model.ts'

/** Finds rows by id or alias: as written first, then in any case. Two rows may not claim one name. */
export function catalogue(rows: readonly ModelRow[]): Catalogue {
  const exact = new Map<string, ModelRow>()
  const anyCase = new Map<string, ModelRow>()
  for (const row of rows) {
    for (const name of namesOf(row)) {
      if (anyCase.has(name.toLowerCase())) throw new Error(`Two models are called ${name}.`)
      exact.set(name, row)
      anyCase.set(name.toLowerCase(), row)
    }
  }
  return {
    rows,
    find(name) {
      const trimmed = name.trim()
      return exact.get(trimmed) ?? anyCase.get(trimmed.toLowerCase())
    },
  }
}

/** The refusal for a name that `find` does not know. */
export function unknownModel(name: string, known: Catalogue): Fault {
  const nearest = nearestName(name, known.rows.flatMap(namesOf))
  const shown = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name
  const message =
    nearest === undefined
      ? `\`model\` "${shown}" is not known: the catalogue is empty.`
      : `\`model\` "${shown}" is not in the catalogue. The nearest name there is ${nearest}.`
  const detail = { param: 'model', rule: 'model.known', message }
  return new Fault('model_not_found', message, {
    details: [nearest === undefined ? detail : { ...detail, nearest }],
  })
}

/** Longer names are cut before they are compared or repeated. */
const LONGEST_NAME = 80

function namesOf(row: ModelRow): readonly string[] {
  return [row.id, ...row.aliases]
}

function nearestName(name: string, names: readonly string[]): string | undefined {
  const wanted = name.trim().slice(0, LONGEST_NAME).toLowerCase()
  const [first, ...rest] = names.map((known) => ({ known, distance: distance(wanted, known.toLowerCase()) }))
  if (first === undefined) return undefined
  return rest.reduce((best, other) => (other.distance < best.distance ? other : best), first).known
}

/** A name cut short, as without its date, is nearer than any misspelt one. */
function distance(wanted: string, known: string): number {
  return wanted !== '' && known.startsWith(wanted) ? 0 : edits(wanted, known)
}

/** Letters to insert, delete or replace to turn one word into the other. */
function edits(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (const [row, letter] of from.split('').entries()) {
    const line = [row + 1]
    for (const [column, other] of to.split('').entries()) {
      const replaced = at(above, column) + (letter === other ? 0 : 1)
      line.push(Math.min(replaced, at(above, column + 1) + 1, at(line, column) + 1))
    }
    above = line
  }
  return above.at(-1) ?? 0
}

function at(line: readonly number[], column: number): number {
  return line[column] ?? Infinity
}
