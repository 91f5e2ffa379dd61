import { execFile, spawnSync } from 'node:child_process'
import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { plainPicture, sizeAt } from './sent-pictures.ts'
import { removeFolder, startGateway } from './started-gateway.ts'
import type { StartedGateway } from './started-gateway.ts'

const MEBIBYTE = 1_048_576
const noCurl = spawnSync('curl', ['--version']).status !== 0
const execute = promisify(execFile)

let gateway: StartedGateway

beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(async () => {
  await gateway.stop()
  await removeFolder(gateway.dataFolder)
})

describe.skipIf(noCurl)(`plain curl${noCurl ? ' (left out: there is no curl here)' : ''}`, () => {
  it('gets a picture with one line', async () => {
    const answer = await curl(
      `-s $BASE/v1/images/generations -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' -d '{"prompt": "a red bus in the rain"}'`,
    )

    expect(await sizeAt(JSON.parse(answer).data[0].url)).toBe('2048x2048')
  })

  it('is told what to say when it forgets the content type', async () => {
    const answer = await curl(
      `-s -w '%{http_code}' $BASE/v1/images/generations -H "Authorization: Bearer $KEY" -d '{"prompt": "a fox"}'`,
    )

    expect(answer).toMatch(/send application\/json.*415$/s)
  })

  it('edits a file in a form', async () => {
    await writeFile(join(gateway.dataFolder, 'cat.png'), await plainPicture('png'))
    const answer = await curl(
      `-s $BASE/v1/images/edits -H "Authorization: Bearer $KEY" -F image=@cat.png -F prompt='make it night' -F model=seedream-4.0 -F size=1K -F n=2 -F watermark=false`,
    )

    expect(await sizeAt(JSON.parse(answer).data[1].url)).toBe('1024x1024')
  })

  it('draws on Pixazo’s address with Pixazo’s key header, and polls', async () => {
    const json = `-H "Ocp-Apim-Subscription-Key: $KEY" -H 'Content-Type: application/json' -H 'Cache-Control: no-cache'`
    const answer = JSON.parse(
      await curl(`-s -X POST $BASE/byteplus/v1/getTextToImage ${json} --data-raw '{"prompt": "a whale"}'`),
    )
    const polled = JSON.parse(
      await curl(
        `-s -X POST $BASE/ai-model-api-polling/getGenerationResults ${json} --data-raw '{"job_set_id": "${answer.job_set_id}"}'`,
      ),
    )

    expect(answer).toMatchObject({ success: true, data: [{ size: '1024x1024' }] })
    expect(polled).toMatchObject({ status: 'succeeded', images: [{ url: answer.data[0].url }] })
  })

  it('watches a stream with -N', async () => {
    const text = await curl(
      `-sN $BASE/v1/images/generations -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' -d '{"model": "seedream-4.0", "prompt": "a fox", "size": "1K", "n": 2, "stream": true}'`,
    )

    expect(text.match(/^event: .*$/gm)).toEqual([
      'event: image_generation.partial_succeeded',
      'event: image_generation.partial_succeeded',
      'event: image_generation.completed',
    ])
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
  })

  it.each([
    [
      'an OpenAI address',
      '/v1/images/generations',
      'larger than 150 MB.","type":"invalid_request_error","param":null,"code":"request_too_large"',
    ],
    ['Ark’s address', '/api/v3/images/generations', '"code":"InvalidParameter"'],
    ['a Pixazo address', '/byteplus/v1/getTextToImage', '"error":"Request too large"'],
  ])('hears 413 on %s as soon as it says that 160 MB will come', async (_, path, words) => {
    await sparseFile(join(gateway.dataFolder, 'large.json'), 160 * MEBIBYTE)
    const began = performance.now()
    const answer = await curl(
      `-s -w ' %{http_code} %{size_upload}' $BASE${path} -H "x-api-key: $KEY" -H 'Content-Type: application/json' --data-binary @large.json`,
    )

    const [, status, uploaded] = /(\d+) (\d+)$/.exec(answer) ?? []
    expect(status).toBe('413')
    expect(answer).toContain(words)
    expect(Number(uploaded)).toBeLessThan(16 * MEBIBYTE)
    expect(performance.now() - began).toBeLessThan(5000)
  })
})

/** A line as a person would type it, with BASE and KEY in the environment. */
async function curl(line: string): Promise<string> {
  const { stdout } = await execute('sh', ['-c', `curl ${line}`], {
    cwd: gateway.dataFolder,
    env: { ...process.env, BASE: gateway.base, KEY: gateway.key },
    maxBuffer: 64 * MEBIBYTE,
  })
  return stdout
}

async function sparseFile(path: string, bytes: number): Promise<void> {
  const file = await open(path, 'w')
  await file.truncate(bytes)
  await file.close()
}
