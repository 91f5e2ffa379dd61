/** The word a caller most likely meant: fewest letters to change, the first of equals. */
export function nearestWord(written: string, words: readonly string[]): string | undefined {
  const start = written.slice(0, 40).toLowerCase()
  const ranked = words.map((word) => ({ word, changes: changesBetween(start, word) }))
  return ranked.sort((one, other) => one.changes - other.changes)[0]?.word
}

/** Levenshtein distance, one row at a time. */
function changesBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (const [index, letter] of Array.from(from).entries()) {
    const next = [index + 1]
    for (let column = 1; column <= to.length; column++) {
      const replaced = (row[column - 1] ?? 0) + (letter === to[column - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
