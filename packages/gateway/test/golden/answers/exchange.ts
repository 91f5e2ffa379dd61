import { readFileSync, writeFileSync } from 'node:fs'

/**
 * A conversation with a whole gateway: what is given, then one request and its answer after another.
 *
 *     given: the engine fails
 *
 *     POST /v1/images/generations
 *     authorization: Bearer dg_alice
 *
 *     { "prompt": "a heron" }
 *     ---------- answer 502
 *     content-type: application/json; charset=utf-8
 *
 *     { … }
 *     ==========
 *     GET /v1/jobs/<job>
 *     …
 */
export interface Conversation {
  readonly given: readonly string[]
  readonly exchanges: readonly Exchange[]
}

export interface Exchange {
  /** The request exactly as the file has it. */
  readonly asked: string
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** From the line of dashes to the end. */
  readonly answer: string
}

const BETWEEN = '\n==========\n'
const GIVEN = 'given: '

export function readConversation(file: URL): Conversation {
  const text = readFileSync(file, 'utf8').replace(/\n$/, '')
  const lines = text.split('\n')
  const given = lines.filter((line) => line.startsWith(GIVEN))
  const rest = lines.slice(given.length === 0 ? 0 : given.length + 1).join('\n')
  return {
    given: given.map((line) => line.slice(GIVEN.length)),
    exchanges: rest.split(BETWEEN).map(exchangeOf),
  }
}

export function writeConversation(file: URL, { given, exchanges }: Conversation): void {
  const head = given.length === 0 ? '' : `${given.map((line) => GIVEN + line).join('\n')}\n\n`
  const told = exchanges.map(({ asked, answer }) => `${asked}\n${answer}`)
  writeFileSync(file, `${head}${told.join(BETWEEN)}\n`)
}

function exchangeOf(text: string): Exchange {
  const [asked = '', ...answer] = text.split(/\n(?=-{10} answer)/)
  const [first = '', ...rest] = asked.split('\n')
  const [method = '', url = ''] = first.split(' ')
  const blank = rest.includes('') ? rest.indexOf('') : rest.length
  const headers = Object.fromEntries(rest.slice(0, blank).map(headerOf))
  return { asked, method, url, headers, body: rest.slice(blank + 1).join('\n'), answer: answer.join('\n') }
}

function headerOf(line: string): readonly [string, string] {
  const [, name = '', value = ''] = /^([^:]+): ?(.*)$/.exec(line) ?? []
  return [name, value]
}
