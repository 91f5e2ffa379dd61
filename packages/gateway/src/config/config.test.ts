import { describe, expect, it } from 'vitest'

import { config } from './config.ts'
import { parseFile } from './file.ts'

describe('what an operator decides', () => {
  it('needs nothing: Sketch draws, on this machine only', async () => {
    expect(await config({})).toMatchObject({
      host: '127.0.0.1',
      port: 8787,
      engines: [{ type: 'sketch' }],
      allowPrivate: [],
    })
  })

  it('switches Seedream on by its key alone, and Sketch off', async () => {
    const { engines } = await config({ ARK_API_KEY: 'k', ARK_BASE_URL: 'https://ark.example/api/v3/' })

    expect(engines).toEqual([
      { type: 'ark', name: 'ark', api_key: 'k', base_url: 'https://ark.example/api/v3', models: {} },
    ])
  })

  it.each([
    ['DREAMGATE_PORT', '70000'],
    ['DREAMGATE_PORT', 'eighty'],
    ['DREAMGATE_PUBLIC_URL', 'ftp://pictures'],
    ['DREAMGATE_ADMIN_KEY', 'short'],
    ['DREAMGATE_CONCURRENCY', '0'],
  ])('names %s when it is %s', async (name, value) => {
    await expect(config({ [name]: value })).rejects.toThrow(name)
  })
})

describe('dreamgate.yaml', () => {
  it('lists engines in order of preference and takes keys from the environment', () => {
    const text =
      'engines:\n  - { type: ark, api_key: "${VENDOR}", base_url: "https://ark.example/api/v3" }\n  - type: sketch\n'

    expect(parseFile('dreamgate.yaml', text, { VENDOR: 'secret' }).engines).toMatchObject([
      { type: 'ark', api_key: 'secret' },
      { type: 'sketch' },
    ])
  })

  it('is empty when there is nothing in it', () => {
    expect(parseFile('dreamgate.yaml', '', {})).toEqual({ engines: [], routes: {} })
  })

  it.each([
    ['a field nobody knows', 'routes: {}\nengine: sketch\n', /dreamgate\.yaml:1: .*"engine"/],
    [
      'a wrong value',
      'engines:\n  - type: sketch\n  - type: ark\n    api_key: 3\n',
      /dreamgate\.yaml:4: engines\.1\.api_key/,
    ],
    [
      'a wrong address',
      'engines:\n  - type: openai\n    base_url: nowhere\n',
      /dreamgate\.yaml:3: engines\.0\.base_url/,
    ],
    [
      'a name given twice',
      'engines:\n  - { type: openai, base_url: "http://a" }\n  - { type: openai, base_url: "http://b" }\n',
      /dreamgate\.yaml:3: engines\.1\.name: "openai"/,
    ],
    ['broken YAML', 'engines: [\n', /dreamgate\.yaml: /],
    ['a variable that is not set', 'engines:\n  - { type: ark, api_key: "${NOBODY}" }\n', /NOBODY/],
  ])('says where %s is', (_, text, words) => {
    expect(() => parseFile('dreamgate.yaml', text, {})).toThrow(words)
  })
})
