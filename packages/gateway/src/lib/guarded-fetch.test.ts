import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Lookup } from './guarded-connector.ts'
import { guardedFetch, type GuardedFetchLimits, type GuardedFetchOptions } from './guarded-fetch.ts'

const LOOPBACK = { allow: ['127.0.0.1/32'] }

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

describe('an address that is not public', () => {
  const spellings = [
    '127.0.0.1',
    '127.0.0.1.',
    '127.1',
    '127.0.1',
    '127.255.255.254',
    '2130706433',
    '0x7f000001',
    '0x7F.0.0.1',
    '0x7f.1',
    '017700000001',
    '0177.0.0.1',
    '0177.0.0.0x1',
    '１２７.０.０.１',
    '127。0。0。1',
    '%31%32%37.0.0.1',
    '①②⑦.0.0.1',
    '0',
    '0.0.0.0',
    '0x0',
    'localhost',
    'LOCALHOST',
    'localhost.',
    'app.localhost',
    '[::]',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[0000:0000:0000:0000:0000:0000:0000:0001]',
    '[::127.0.0.1]',
    '[::7f00:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:7f00:0001]',
    '[::ffff:0:127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::7f00:1]',
    '[2002:7f00:1::]',
    '[2002:7f00:0001::1]',
    '[2001:0:7f00:1::]',
    '[2001:0:53aa:64c:0:0:80ff:fffe]',
    '[2606:4700::5efe:7f00:1]',
    '[fe80::1]',
    '[fec0::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[ff02::1]',
    '[2001:db8::1]',
    '[3fff::1]',
    '[5f00::1]',
    '[100::1]',
    '10.0.0.1',
    '10.1',
    '167772161',
    '012.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '192.168.257',
    '3232235521',
    '169.254.169.254',
    '169.254.43518',
    '2852039166',
    '0xA9FEA9FE',
    '0251.0376.0251.0376',
    '[::ffff:169.254.169.254]',
    '[::ffff:a9fe:a9fe]',
    '100.64.0.1',
    '100.100.100.200',
    '168.63.129.16',
    '192.0.0.192',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    'loop.test',
    'loop6.test',
    'mapped.test',
    'mixed.test',
    'metadata.test',
  ]

  it('never reaches a server on loopback, in any spelling', async () => {
    const canary = await serve((_, response) => response.end('secret'))
    const guarded = guard({ allow: [], lookup: names })

    for (const host of spellings) {
      for (const port of [canary.port, 80, 443]) {
        const scheme = port === 443 ? 'https' : 'http'
        const refusal = await refusalOf(guarded.fetch(`${scheme}://${host}:${port}/`, LIMITS))
        expect(refusal, `${host}:${port}`).toMatchObject({ name: 'FetchRefusal', reason: 'address' })
        expect(refusal.message).not.toContain('secret')
      }
    }
    expect(spellings.length).toBeGreaterThanOrEqual(60)
    expect(canary.connections).toBe(0)
  })

  it('does not appear in a refusal when only its name was given', async () => {
    const refusal = await refusalOf(
      guard({ allow: [], lookup: names }).fetch('http://metadata.test/', LIMITS),
    )

    expect(refusal.message).toContain('metadata.test')
    expect(refusal.message).not.toContain('169.254')
  })

  it('is reached when its range is allowed, on any port', async () => {
    const origin = await serve((_, response) => response.end('picture'))
    const guarded = guard({ ...LOOPBACK, lookup: names })

    expect(await read(guarded.fetch(`${origin.url}/`, LIMITS))).toBe('picture')
    expect(await read(guarded.fetch(`http://loop.test:${origin.port}/`, LIMITS))).toBe('picture')
    const mixed = await refusalOf(guarded.fetch(`http://mixed.test:${origin.port}/`, LIMITS))
    expect(mixed).toMatchObject({ name: 'FetchRefusal' })
  })

  it('is reached when host and port are trusted, and that port alone', async () => {
    const upstream = await serve((_, response) => response.end('picture'))
    const neighbour = await serve((_, response) => response.end('secret'))
    const guarded = guard({ allow: [], hosts: [`127.0.0.1:${upstream.port}`] })

    expect(await read(guarded.fetch(`${upstream.url}/`, LIMITS))).toBe('picture')
    expect((await refusalOf(guarded.fetch(`${neighbour.url}/`, LIMITS))).reason).toBe('address')
    expect(neighbour.connections).toBe(0)
  })
})

describe('a name', () => {
  it('is resolved once, and the socket goes to the address that was checked', async () => {
    const origin = await serve((_, response) => response.end('picture'))
    const answers = ['127.0.0.1', '127.0.0.2', '169.254.169.254']
    let lookups = 0
    const rebinding: Lookup = async () => [{ address: answers[lookups++] ?? '', family: 4 }]
    const guarded = guard({ ...LOOPBACK, lookup: rebinding })

    expect(await read(guarded.fetch(`http://rebind.test:${origin.port}/`, LIMITS))).toBe('picture')
    expect(lookups).toBe(1)
  })

  it('that nobody knows is said to be unknown', async () => {
    const guarded = guard({ allow: [], lookup: names })

    for (const host of ['unknown.test', 'empty.test']) {
      const refusal = await refusalOf(guarded.fetch(`https://${host}/a.png`, LIMITS))
      expect(refusal).toMatchObject({ reason: 'unresolved' })
      expect(refusal.message).toBe(`${host} has no address: its name cannot be resolved.`)
    }
  })

  it('that never resolves ends with the time', async () => {
    const guarded = guard({ allow: [], lookup: () => new Promise(() => {}) })

    const refusal = await refusalOf(guarded.fetch('http://slow.test/', { ...LIMITS, timeoutMs: 50 }))
    expect(refusal.reason).toBe('too-slow')
  })
})

describe('a URL', () => {
  it.each([
    ['file:///etc/passwd', 'url'],
    ['ftp://example.com/a.png', 'url'],
    ['gopher://example.com/', 'url'],
    ['data:image/png;base64,AAAA', 'url'],
    ['javascript:alert(1)', 'url'],
    ['//example.com/a.png', 'url'],
    ['a.png', 'url'],
    ['', 'url'],
    ['http://', 'url'],
    ['http://256.1.1.1/', 'url'],
    ['http://user@public.test/', 'url'],
    ['http://user:secret@public.test/', 'url'],
    ['http://public.test:8080/', 'port'],
    ['http://public.test:22/', 'port'],
    ['http://8.8.8.8:6379/', 'port'],
  ])('%s is refused by its %s', async (url, reason) => {
    const refusal = await refusalOf(guard({ allow: [], lookup: names }).fetch(url, LIMITS))

    expect(refusal).toMatchObject({ name: 'FetchRefusal', reason })
    expect(refusal.message).not.toContain('secret')
  })
})

describe('a redirect', () => {
  it('is followed three times and not a fourth', async () => {
    const origin = await serve((request, response) => {
      const left = Number(request.url?.slice(1))
      if (left === 0) return response.end('picture')
      return response.writeHead(302, { location: `/${left - 1}` }).end()
    })
    const guarded = guard(LOOPBACK)

    expect(await read(guarded.fetch(`${origin.url}/3`, LIMITS))).toBe('picture')
    const refusal = await refusalOf(guarded.fetch(`${origin.url}/4`, LIMITS))
    expect(refusal).toMatchObject({ reason: 'redirects' })
  })

  it.each([301, 302, 303, 307, 308])('%i from an open host to a closed one is refused', async (status) => {
    const canary = await serve((_, response) => response.end('secret'))
    const origin = await serve((_, response) => response.writeHead(status, { location: canary.url }).end())
    const guarded = guard({ allow: [], hosts: [`127.0.0.1:${origin.port}`] })

    expect((await refusalOf(guarded.fetch(origin.url, LIMITS))).reason).toBe('address')
    expect(origin.connections).toBe(1)
    expect(canary.connections).toBe(0)
  })

  it.each([
    ['http://169.254.169.254/latest/meta-data/', 'address'],
    ['http://metadata.test/', 'address'],
    ['//[::1]/', 'address'],
    ['file:///etc/passwd', 'url'],
    ['http://user:secret@public.test/', 'url'],
    ['http://public.test:9200/', 'port'],
    ['http://%', 'url'],
  ])('to %s is refused by its %s', async (location, reason) => {
    const origin = await serve((_, response) => response.writeHead(302, { location }).end())
    const guarded = guard({ ...LOOPBACK, lookup: names })

    expect(await refusalOf(guarded.fetch(origin.url, LIMITS))).toMatchObject({ reason })
  })

  it('to nowhere is a status like any other', async () => {
    const origin = await serve((_, response) => response.writeHead(302).end())

    expect((await refusalOf(guard(LOOPBACK).fetch(origin.url, LIMITS))).reason).toBe('status')
  })
})

describe('an answer', () => {
  it.each([204 + 100, 401, 404, 410, 500])(
    'of %i is refused by its status, without its text',
    async (status) => {
      const origin = await serve((_, response) => response.writeHead(status).end('inner details'))
      const refusal = await refusalOf(guard(LOOPBACK).fetch(origin.url, LIMITS))

      expect(refusal.reason).toBe('status')
      expect(refusal.message).toContain(String(status))
      expect(refusal.message).not.toContain('inner')
    },
  )

  it('that announces too much is refused before a byte is read', async () => {
    const origin = await serve((_, response) =>
      response.writeHead(200, { 'content-length': 1001 }).write('a'),
    )

    const refusal = await refusalOf(guard(LOOPBACK).fetch(origin.url, { ...LIMITS, maxBytes: 1000 }))
    expect(refusal.reason).toBe('too-large')
  })

  it('that sends too much unannounced is cut at the limit, and one just as large is not', async () => {
    const origin = await serve((request, response) => {
      response.write('a'.repeat(1000))
      response.end(request.url === '/more' ? 'a' : '')
    })
    const guarded = guard(LOOPBACK)
    const limits = { ...LIMITS, maxBytes: 1000 }

    expect(await read(guarded.fetch(`${origin.url}/fits`, limits))).toHaveLength(1000)
    expect((await refusalOf(read(guarded.fetch(`${origin.url}/more`, limits)))).reason).toBe('too-large')
  })

  it('that drips is cut when the whole time is over', async () => {
    const origin = await serve((_, response) => {
      const drip = setInterval(() => response.write('a'), 10)
      response.on('close', () => clearInterval(drip))
    })
    const began = performance.now()
    const refusal = await refusalOf(read(guard(LOOPBACK).fetch(origin.url, { ...LIMITS, timeoutMs: 150 })))

    expect(refusal.reason).toBe('too-slow')
    expect(performance.now() - began).toBeLessThan(2000)
  })

  it('that never begins is cut too', async () => {
    const origin = await serve(() => {})
    const refusal = await refusalOf(guard(LOOPBACK).fetch(origin.url, { ...LIMITS, timeoutMs: 50 }))

    expect(refusal.reason).toBe('too-slow')
  })

  it('that nobody reads does no harm when its time is over', async () => {
    let cut = (): void => {}
    const closed = new Promise<void>((resolve) => (cut = resolve))
    const origin = await serve((_, response) => response.on('close', cut).write('a'))

    await guard(LOOPBACK).fetch(origin.url, { ...LIMITS, timeoutMs: 50 })
    await closed
  })

  it('that breaks off is said to', async () => {
    const origin = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('a')
      response.destroy()
    })

    expect((await refusalOf(read(guard(LOOPBACK).fetch(origin.url, LIMITS)))).reason).toBe('unreachable')
  })

  it('frees its connection when the reader breaks off', async () => {
    let cut = (): void => {}
    const closed = new Promise<void>((resolve) => (cut = resolve))
    const origin = await serve((_, response) => {
      response.on('close', cut).write('a')
    })
    for await (const chunk of await guard(LOOPBACK).fetch(origin.url, LIMITS)) {
      expect(chunk.byteLength).toBe(1)
      break
    }
    await closed
  })

  it('from nobody is unreachable', async () => {
    const gone = await serve((_, response) => response.end())
    await close(gone.server)

    expect((await refusalOf(guard(LOOPBACK).fetch(gone.url, LIMITS))).reason).toBe('unreachable')
  })
})

describe('the caller', () => {
  it('may stop before and while it is read, and hears its own reason', async () => {
    const origin = await serve((_, response) => response.write('a'))
    const reason = new Error('the caller left')

    const before = guard(LOOPBACK).fetch(origin.url, { ...LIMITS, signal: AbortSignal.abort(reason) })
    await expect(before).rejects.toBe(reason)

    const abort = new AbortController()
    const answer = await guard(LOOPBACK).fetch(origin.url, { ...LIMITS, signal: abort.signal })
    abort.abort(reason)
    await expect(read(Promise.resolve(answer))).rejects.toBe(reason)
  })

  it('is not sent through a proxy that the environment names', async () => {
    const proxy = await serve((_, response) => response.end('from the proxy'))
    const origin = await serve((_, response) => response.end('picture'))
    const before = { ...process.env }
    Object.assign(process.env, {
      HTTP_PROXY: proxy.url,
      http_proxy: proxy.url,
      ALL_PROXY: proxy.url,
      NO_PROXY: '',
    })
    try {
      expect(await read(guard(LOOPBACK).fetch(origin.url, LIMITS))).toBe('picture')
    } finally {
      process.env = before
    }
    expect(proxy.connections).toBe(0)
  })

  it('sends no cookie, no key, and asks for no compression', async () => {
    const origin = await serve((request, response) => response.end(JSON.stringify(request.headers)))
    const sent = await read(guard({ ...LOOPBACK, userAgent: 'test/1' }).fetch(origin.url, LIMITS))

    expect(JSON.parse(sent)).toEqual({
      accept: 'image/*, */*;q=0.5',
      'accept-encoding': 'identity',
      connection: 'keep-alive',
      host: `127.0.0.1:${origin.port}`,
      'user-agent': 'test/1',
    })
  })
})

const LIMITS: GuardedFetchLimits = { maxBytes: 1_000_000, timeoutMs: 5000 }

const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  'loop.test': ['127.0.0.1'],
  'loop6.test': ['::1'],
  'mapped.test': ['::ffff:127.0.0.1'],
  'mixed.test': ['127.0.0.1', '8.8.8.8', '10.0.0.1'],
  'metadata.test': ['169.254.169.254'],
  'public.test': ['8.8.8.8'],
  'empty.test': [],
  localhost: ['127.0.0.1', '::1'],
  'localhost.': ['127.0.0.1'],
  'app.localhost': ['127.0.0.1'],
}

const names: Lookup = async (hostname) => {
  const addresses = ADDRESSES[hostname]
  if (addresses === undefined) throw new Error(`getaddrinfo ENOTFOUND ${hostname}`)
  return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
}

function guard(options: GuardedFetchOptions) {
  const guarded = guardedFetch(options)
  closing.push(() => guarded.close())
  return guarded
}

async function read(answer: Promise<AsyncIterable<Uint8Array>>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of await answer) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

async function refusalOf(attempt: Promise<unknown>): Promise<Error & { readonly reason?: string }> {
  try {
    await attempt
  } catch (thrown) {
    if (thrown instanceof Error) return thrown
  }
  throw new Error('it was not refused')
}

async function serve(listener: RequestListener) {
  let connections = 0
  const server = createServer(listener).on('connection', () => {
    connections += 1
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  closing.push(() => close(server))
  const { port } = server.address() as AddressInfo
  return {
    server,
    port,
    url: `http://127.0.0.1:${port}`,
    get connections() {
      return connections
    },
  }
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  if (server.listening) await new Promise((resolve) => server.close(resolve))
}
