/**
 * The grade form: one row per prompt, one mark per seed in every field, both sizes together (the poorer counts).
 * Elements: `x` visible, `-` not. Grade: `g` good, `f` fair, `e` embarrassing. Main noun: `d` drawn, `c` said on
 * a card, `x` dropped. A dot is not graded yet.
 */
const HEAD = ['number', 'prompt', 'elements', 'grade', 'noun', 'note'].join('\t')
const MARKS = { elements: /^[x-]$/, grade: /^[gfe]$/, noun: /^[dcx]$/ }

export function blankForm(rows, seeds) {
  const dots = '.'.repeat(seeds.length)
  const lines = rows.map(({ number, prompt, elements }) => {
    const boxes = elements.map((element) => `[${dots}] ${element}`).join('; ')
    return [number, prompt, boxes, dots, dots, ''].join('\t')
  })
  return `${[HEAD, ...lines].join('\n')}\n`
}

/** The rows of a filled form; throws on the first mark that is not one. */
export function readForm(text) {
  const lines = text.split('\n').filter((line) => /^\d+\t/.test(line))
  return lines.map((line) => {
    const [number, prompt, elements = '', grade = '', noun = '', note = ''] = line.split('\t')
    const boxes = [...elements.matchAll(/\[([^\]]*)\] ([^;]*)/g)].map(([, marks, name]) => ({
      name: name.trim(),
      marks: checked(marks, MARKS.elements, `${number}, ${name}`),
    }))
    return {
      number: Number(number),
      prompt,
      boxes,
      grades: checked(grade, MARKS.grade, `${number}, grade`),
      nouns: checked(noun, MARKS.noun, `${number}, noun`),
      note,
    }
  })
}

function checked(marks, allowed, where) {
  const wrong = [...marks].find((mark) => !allowed.test(mark))
  if (wrong !== undefined || marks === '') throw new Error(`Row ${where}: "${wrong ?? ''}" is not a mark`)
  return [...marks]
}

/** What the acceptance asks for, in the form's own words. */
export function figuresOf(rows) {
  const elements = rows.flatMap(({ boxes }) => boxes.flatMap(({ marks }) => marks))
  const grades = rows.flatMap((row) => row.grades)
  const dropped = rows.filter(({ nouns }) => nouns.includes('x'))
  const cards = rows.filter(({ nouns }) => nouns.includes('c'))
  return [
    `prompts               ${rows.length} (${grades.length} pictures or sequences)`,
    `elements visible      ${share(elements, 'x')}`,
    `good                  ${share(grades, 'g')}`,
    `fair                  ${share(grades, 'f')}`,
    `embarrassing          ${share(grades, 'e')}`,
    `main noun on a card   ${numbers(cards)}`,
    `main noun dropped     ${numbers(dropped)}`,
  ].join('\n')
}

function share(marks, wanted) {
  const count = marks.filter((mark) => mark === wanted).length
  return `${((100 * count) / marks.length).toFixed(1)} % (${count} of ${marks.length})`
}

function numbers(rows) {
  return rows.length === 0 ? 'none' : rows.map(({ number }) => `#${number}`).join(' ')
}
