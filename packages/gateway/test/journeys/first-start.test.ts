import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { afterEach, describe, expect, it } from 'vitest'

import { freshFolder, removeFolder, startGateway } from './started-gateway.ts'

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url))
const execute = promisify(execFile)
const folders: string[] = []

afterEach(async () => {
  await Promise.all(folders.splice(0).map(removeFolder))
})

describe('the first start', () => {
  it('says where it is, where the console is and, once, the admin key', async () => {
    const dataFolder = await folder()
    const first = await startGateway({ dataFolder, adminKey: '' })
    const secret = /key=(dg_[0-9a-z]{32})$/.exec(first.lines[1] ?? '')?.[1]
    const allowed = await fetch(`${first.base}/v1/models`, { headers: { 'x-api-key': secret ?? '' } })
    await first.stop()
    const second = await startGateway({ dataFolder, adminKey: '' })
    await second.stop()

    expect(first.lines[0]).toBe(`Dreamgate is ready at ${first.base}`)
    expect(allowed.status).toBe(200)
    expect(first.lines.join('\n')).toContain(`Admin key, shown this once: ${secret}`)
    expect(second.lines.join('\n')).not.toContain('dg_')
  })

  it('keeps no secret on its disk', async () => {
    const dataFolder = await folder()
    const gateway = await startGateway({ dataFolder, adminKey: '' })
    const secret = /key=(dg_[0-9a-z]{32})$/.exec(gateway.lines[1] ?? '')?.[1]
    await gateway.stop()

    const found = await execute('grep', ['-rlF', String(secret), dataFolder]).catch(
      (error: { code: number }) => error.code,
    )
    expect([secret?.length, found]).toEqual([35, 1])
  })

  it('works from a folder with a space in its name', async () => {
    const dataFolder = join(await folder(), 'my pictures')
    await execute('mkdir', ['-p', dataFolder])
    const gateway = await startGateway({ dataFolder })
    const answer = await gateway.post('/v1/images/generations', {
      prompt: 'a whale',
      model: 'seedream-4.0',
      size: '1K',
    })
    await gateway.stop()

    expect(answer.status).toBe(200)
  })

  it('refuses a second server on the same data folder and says why', async () => {
    const gateway = await startGateway({ dataFolder: await folder() })
    const second = startGateway({ dataFolder: gateway.dataFolder })

    await expect(second).rejects.toThrow(/another Dreamgate uses this data folder/)
    await gateway.stop()
  })

  it('lets keys be made on the command line while it serves, and obeys their scopes', async () => {
    const gateway = await startGateway({ dataFolder: await folder() })
    const environment = { ...process.env, DREAMGATE_DATA: join(gateway.dataFolder, 'data') }
    const { stdout } = await execute(
      process.execPath,
      [MAIN, 'keys', 'create', '--name', 'reader', '--scopes', 'read'],
      {
        env: environment,
      },
    )
    const headers = { authorization: `Bearer ${stdout.trim()}` }
    const models = await gateway.get('/v1/models', headers)
    const picture = await gateway.post('/v1/images/generations', { prompt: 'a fox' }, headers)
    const { stdout: listed } = await execute(process.execPath, [MAIN, 'keys', 'list'], { env: environment })
    await gateway.stop()

    expect([models.status, picture.status]).toEqual([200, 403])
    expect(listed).toContain('reader')
    expect(listed).not.toContain(stdout.trim())
  })

  it('takes a fixed admin key back when another one is set', async () => {
    const dataFolder = await folder()
    const former = await startGateway({ dataFolder, adminKey: 'dg_the-former-admin-key' })
    await former.stop()
    const gateway = await startGateway({ dataFolder, adminKey: 'dg_the-present-admin-key' })
    const allowed = await gateway.get('/v1/models')
    const refused = await gateway.get('/v1/models', { authorization: 'Bearer dg_the-former-admin-key' })
    await gateway.stop()
    const back = await startGateway({ dataFolder, adminKey: 'dg_the-former-admin-key' })
    const again = await back.get('/v1/models')
    await back.stop()

    expect([allowed.status, refused.status, again.status]).toEqual([200, 401, 200])
  })

  it('names the variable that is wrong and ends with 2', async () => {
    const failure = await execute(process.execPath, [MAIN, 'serve'], {
      cwd: await folder(),
      env: { ...process.env, DREAMGATE_PORT: 'eighty' },
    }).catch((error: { code: number; stderr: string }) => error)

    expect(failure).toMatchObject({ code: 2, stderr: expect.stringContaining('DREAMGATE_PORT') })
  })

  it('names file, line and field when dreamgate.yaml is wrong', async () => {
    const dataFolder = await folder()
    await execute(
      'sh',
      ['-c', `printf 'engines:\\n  - type: sketch\\n  - type: ark\\n    api_key: 3\\n' > dreamgate.yaml`],
      {
        cwd: dataFolder,
      },
    )

    await expect(startGateway({ dataFolder })).rejects.toThrow(/dreamgate\.yaml:4: engines\.1\.api_key/)
  })
})

async function folder(): Promise<string> {
  const made = await freshFolder()
  folders.push(made)
  return made
}
