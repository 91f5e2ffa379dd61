import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { describe, expect, it, onTestFinished } from 'vitest'

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

  it('keeps pictures and jobs for ever, and webhook messages for thirty days', async () => {
    expect((await config({})).keep).toEqual({ images: undefined, jobs: undefined, webhookDeliveries: 30 })
  })

  it('says in the file how long things are kept, and in the environment instead', async () => {
    const file = await yaml('keep: { images_days: 30, jobs_days: 60, webhook_deliveries_days: 7 }\n')

    expect((await config({ DREAMGATE_CONFIG: file })).keep).toEqual({
      images: 30,
      jobs: 60,
      webhookDeliveries: 7,
    })
    expect((await config({ DREAMGATE_CONFIG: file, DREAMGATE_KEEP_IMAGES_DAYS: '3' })).keep.images).toBe(3)
    expect((await config({ DREAMGATE_CONFIG: file, DREAMGATE_KEEP_JOBS_DAYS: '365' })).keep.jobs).toBe(365)
  })

  it('keeps no picture longer than its job, wherever the two were said', async () => {
    const file = await yaml('keep: { images_days: 30 }\n')

    await expect(config({ DREAMGATE_CONFIG: file, DREAMGATE_KEEP_JOBS_DAYS: '29' })).rejects.toThrow(
      /images_days .* is 30 and .*jobs_days .* is 29: .* at most 29/,
    )
    expect((await config({ DREAMGATE_CONFIG: file, DREAMGATE_KEEP_JOBS_DAYS: '30' })).keep.jobs).toBe(30)
  })

  it('switches Seedream on by its key alone, and Sketch off', async () => {
    const { engines } = await config({ ARK_API_KEY: 'k', ARK_BASE_URL: 'https://ark.example/api/v3/' })

    expect(engines).toEqual([
      {
        type: 'ark',
        name: 'ark',
        api_key: 'k',
        base_url: 'https://ark.example/api/v3',
        models: {},
        after_crash: 'hold',
      },
    ])
  })

  it.each([
    ['DREAMGATE_PORT', '70000'],
    ['DREAMGATE_PORT', 'eighty'],
    ['DREAMGATE_PUBLIC_URL', 'ftp://pictures'],
    ['DREAMGATE_ADMIN_KEY', 'short'],
    ['DREAMGATE_CONCURRENCY', '0'],
    ['DREAMGATE_KEEP_IMAGES_DAYS', '0'],
    ['DREAMGATE_KEEP_JOBS_DAYS', '1.5'],
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
    expect(parseFile('dreamgate.yaml', '', {})).toEqual({
      engines: [],
      routes: {},
      keep: { webhook_deliveries_days: 30 },
    })
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
    ['no whole day', 'keep:\n  images_days: 0.5\n', /dreamgate\.yaml:2: keep\.images_days/],
    ['broken YAML', 'engines: [\n', /dreamgate\.yaml: /],
    ['a variable that is not set', 'engines:\n  - { type: ark, api_key: "${NOBODY}" }\n', /NOBODY/],
  ])('says where %s is', (_, text, words) => {
    expect(() => parseFile('dreamgate.yaml', text, {})).toThrow(words)
  })
})

async function yaml(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dreamgate-config-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'dreamgate.yaml')
  await writeFile(file, text)
  return file
}
