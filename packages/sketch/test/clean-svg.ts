/** The elements Sketch and the packed icons draw with; none of them loads anything or runs anything. */
const ELEMENTS = new Set([
  'g',
  'path',
  'rect',
  'circle',
  'ellipse',
  'line',
  'polygon',
  'polyline',
  'text',
  'linearGradient',
  'radialGradient',
  'stop',
  'clipPath',
  'defs',
  'use',
  'mask',
])

/** What in a drawing breaks the rules: elements off the list, handlers, references to anything outside, signs XML forbids. */
export function faultsIn(svg: string): string[] {
  const tags = svg.match(/<[^>]*>?/g) ?? []
  const names = tags.map((tag) => /^<\/?([^\s>/]*)/.exec(tag)?.[1] ?? '')
  const targets = [...tags.join('').matchAll(/href\s*=\s*["']([^"']*)|url\(([^)]*)\)/g)]
  return [
    ...new Set([
      ...names.filter((name) => !ELEMENTS.has(name)).map((name) => `element ${name}`),
      ...targets
        .map(([, to, from]) => to ?? from ?? '')
        .filter((target) => !target.startsWith('#'))
        .map((target) => `target ${target}`),
      ...tags.filter((tag) => /\son\w+\s*=/.test(tag)).map((tag) => `handler in ${tag}`),
      ...(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(svg) ? ['a forbidden sign'] : []),
      ...(/&(?!(?:amp|lt|gt|quot|#39);)/.test(svg) ? ['an entity'] : []),
    ]),
  ]
}
