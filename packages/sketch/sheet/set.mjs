import { readFile } from 'node:fs/promises'

/**
 * The prompts of a set with their numbers (from 1) and what must be visible in each. One a line: the prompt,
 * a tab, the elements split by semicolons; lines that begin with # are notes.
 */
export async function readSet(file) {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '')
  return lines
    .filter((line) => !line.startsWith('#'))
    .map((line, at) => {
      const [prompt, elements = ''] = line.split('\t')
      return { number: at + 1, prompt, elements: elements.split(';').map((element) => element.trim()) }
    })
}

/** "3,7-9" as rows of the set; all of them without a selection. */
export function selected(rows, selection) {
  if (selection === undefined) return rows
  const ranges = selection.split(',').map((range) => range.split('-').map(Number))
  return rows.filter(({ number }) => ranges.some(([from, to = from]) => number >= from && number <= to))
}
