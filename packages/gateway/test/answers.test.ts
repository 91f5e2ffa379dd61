import { readdirSync } from 'node:fs'

import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { readConversation, writeConversation } from './golden/answers/exchange.ts'
import type { Exchange } from './golden/answers/exchange.ts'
import { gatewayOf } from './golden/answers/given.ts'
import { pictureOf, withPictures } from './golden/answers/picture-words.ts'
import { spoken } from './golden/answers/spoken.ts'
import { pictureServer } from './journeys/picture-server.ts'
import type { PictureServer } from './journeys/picture-server.ts'
import type { WholeGateway } from './whole-gateway.ts'

const GOLDEN = new URL('./golden/answers/', import.meta.url)
const REWRITE = process.env['UPDATE_GOLDEN'] === '1'

let pictures: PictureServer
beforeAll(async () => {
  pictures = await pictureServer()
})
afterAll(() => pictures.close())

const folders = readdirSync(GOLDEN, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

it('has golden files for every dialect', () => {
  expect(folders).toEqual(expect.arrayContaining(['ark', 'openai', 'pixazo']))
})

describe.each(folders)('%s', (name) => {
  const folder = new URL(`${name}/`, GOLDEN)
  const files = readdirSync(folder).filter((file) => file.endsWith('.golden'))

  it('has golden files', () => {
    expect(files.length).toBeGreaterThan(0)
  })

  it.each(files)('%s', async (file) => {
    const { given, exchanges } = readConversation(new URL(file, folder))
    const gateway = await gatewayOf(given, ['127.0.0.1/32'])
    try {
      const answers = await converse(gateway, exchanges)
      if (REWRITE) writeConversation(new URL(file, folder), { given, exchanges: answers })
      else expect(answers.map(text)).toEqual(exchanges.map(text))
    } finally {
      await gateway.close()
    }
  })
})

function text({ asked, answer }: Exchange): string {
  return `${asked}\n${answer}`
}

async function converse(gateway: WholeGateway, exchanges: readonly Exchange[]): Promise<readonly Exchange[]> {
  const answered: Exchange[] = []
  const heard = new Map<string, string>([['<pictures>', pictures.base]])
  for (const exchange of exchanges) {
    const answer = await ask(gateway, exchange, heard)
    expect(answer.headers['x-request-id']).toMatch(/^req_/)
    for (const [word, pattern] of IDS) remember(heard, word, pattern.exec(headersAndBody(answer))?.[0])
    answered.push({ ...exchange, answer: await spoken(answer, pictures.base) })
  }
  return answered
}

/** What a later request of a conversation may name: of several the first. */
const IDS = [
  ['<job>', /job_[0-9a-z]{26}/],
  ['<image>', /img_[0-9a-z]{32}/],
  ['<file>', /file_[0-9a-z]{26}/],
  ['<webhook>', /wh_[0-9a-z]{26}/],
  ['<delivery>', /evt_[0-9a-z]{26}/],
] as const

function headersAndBody(answer: LightMyRequestResponse): string {
  return `${JSON.stringify(answer.headers)}\n${answer.payload}`
}

function remember(heard: Map<string, string>, word: string, id: string | undefined): void {
  if (id !== undefined) heard.set(word, id)
}

async function ask(
  { app }: WholeGateway,
  { method, url, headers, body }: Exchange,
  heard: ReadonlyMap<string, string>,
): Promise<LightMyRequestResponse> {
  const named = (words: string) => [...heard].reduce((rest, [word, id]) => rest.replaceAll(word, id), words)
  const sent = Object.entries(headers).map(([name, value]) => [name, named(value)] as const)
  const isForm = headers['content-type']?.startsWith('multipart/form-data') === true
  const payload = isForm ? await formOf(named(body)) : await withPictures(named(body))
  const typed = headers['content-type'] === undefined && payload.length > 0 ? JSON_TYPE : {}
  return app.inject({
    method: method as 'GET',
    url: named(url),
    headers: {
      ...typed,
      ...Object.fromEntries(sent.filter(([, value]) => value !== '')),
      ...(isForm && FORM),
    },
    ...(payload.length > 0 && { payload }),
  })
}

const JSON_TYPE = { 'content-type': 'application/json' }
const BOUNDARY = 'a-line-between-parts'
const FORM = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }

/** One `name = text` a line; `name = @64x64.png` is a file. */
async function formOf(body: string): Promise<Buffer> {
  const lines = body.split('\n').filter((line) => line !== '')
  const parts = await Promise.all(lines.map(partOf))
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)])
}

async function partOf(line: string): Promise<Buffer> {
  const [, name = '', value = ''] = /^(\S+) = (.*)$/.exec(line) ?? []
  const isFile = value.startsWith('@')
  const file = isFile ? `; filename="${value.slice(1)}"\r\ncontent-type: application/octet-stream` : ''
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n`
  const content = isFile ? await pictureOf(value.slice(1)) : Buffer.from(await withPictures(value))
  return Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n')])
}
