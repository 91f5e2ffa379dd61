import { randomUUID } from 'node:crypto'

import { expect } from 'vitest'

import { Fault } from '../../src/core/fault.ts'
import type { FaultCode } from '../../src/core/fault.ts'
import { quickEngine } from '../quick-engine.ts'
import { wholeGateway } from '../whole-gateway.ts'
import type { WholeGateway } from '../whole-gateway.ts'

export const DAY_MS = 86_400_000
export const HERON = { prompt: 'a heron', model: 'seedream-4.0', size: '1K' }
/** For which the engine `slow` is asked. */
export const LASTING = { prompt: 'a heron', model: 'seedream-5.0-lite', size: '2K' }

type Cells = Readonly<Record<string, string | number>>

export interface ReportJson {
  readonly from: string
  readonly to: string
  readonly data: readonly Cells[]
  readonly total: Cells
  readonly budget?: Cells | null
}

/** A gateway whose reports are read: noon of 2026-12-01, keys of three owners, an engine that does as it is told. */
export async function reportedGateway() {
  const world = {
    now: Date.UTC(2026, 11, 1, 12),
    /** How the next calls of `quick` end; those beyond them are answered. */
    ends: [] as (FaultCode | undefined)[],
    /** Place of the picture that is refused. */
    moderated: undefined as number | undefined,
  }
  const quick = quickEngine({
    serves: ({ id }) => id !== 'seedream-5-0-260128',
    fails: () => faultOf(world.ends.shift()),
    item: (index) => (index === world.moderated ? faultOf('content_refused') : undefined),
  })
  const slow = { ...quickEngine({ hangs: true }), name: 'slow' }
  const gateway = await wholeGateway({
    engines: [quick, slow],
    clock: { now: () => world.now },
    settings: { firstPauseMs: 1_000 },
  })
  await addKeys(gateway)
  return { gateway, world, ...callers(gateway) }
}

export type ReportedGateway = Awaited<ReturnType<typeof reportedGateway>>

async function addKeys(gateway: WholeGateway): Promise<void> {
  const named = (name: string) => ({ name })
  await gateway.addKey('dg_alice', { ...named('dg_alice'), ownerId: 'alice' })
  await gateway.addKey('dg_alices_phone', { ...named('dg_alices_phone'), ownerId: 'alice' })
  await gateway.addKey('dg_bob', { ...named('dg_bob'), ownerId: 'bob' })
  await gateway.addKey('dg_poor', { ...named('dg_poor'), monthlyBudget: 100_000 })
  await gateway.addKey('dg_admin', { ...named('dg_admin'), scopes: ['admin'] })
}

function faultOf(code: FaultCode | undefined): Fault | undefined {
  return code === undefined ? undefined : new Fault(code, `quick ended with ${code}.`)
}

function callers({ app, context }: WholeGateway) {
  const get = (url: string, key: string, headers: Readonly<Record<string, string>> = {}) =>
    app.inject({ url, headers: { authorization: `Bearer ${key}`, ...headers } })
  const post = (url: string, key: string, { body, headers }: Posted) =>
    app.inject({
      method: 'POST',
      url,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
      payload: JSON.stringify(body),
    })
  // Every drawing is a wish of its own, also after one whose outcome is in doubt.
  const draw = async (key: string, wish: object = {}) => {
    const headers = { 'idempotency-key': randomUUID() }
    const answer = await post('/v1/images/generations', key, { body: { ...HERON, ...wish }, headers })
    return String(answer.headers['x-dreamgate-job'])
  }
  return {
    get,
    draw,
    async submit(key: string, wish: object = {}) {
      const answer = await post('/v1/images/generations', key, {
        body: { ...HERON, ...wish },
        headers: { prefer: 'respond-async' },
      })
      return String(answer.headers['x-dreamgate-job'])
    },
    /** Resolved, and at its end again. */
    async resolve(job: string, resolution: string) {
      const answer = await post(`/v1/jobs/${job}/resolve`, 'dg_admin', { body: { resolution } })
      expect(answer.statusCode).toBe(200)
      await get(`/v1/jobs/${job}/events`, 'dg_admin')
    },
    async cancel(job: string) {
      await post(`/v1/jobs/${job}/cancel`, 'dg_admin', { body: {} })
      await get(`/v1/jobs/${job}/events`, 'dg_admin')
    },
    async job(id: string) {
      return (await get(`/v1/jobs/${id}`, 'dg_admin')).json()
    },
    async report(url: string, key: string): Promise<ReportJson> {
      const answer = await get(url, key)
      expect(answer.statusCode).toBe(200)
      return answer.json()
    },
    async keyId(name: string) {
      return (await context.records.keys.list()).find((key) => key.name === name)?.id ?? ''
    },
  }
}

interface Posted {
  readonly body: object
  readonly headers?: Readonly<Record<string, string>>
}

/** A table as RFC 4180 writes it: header, CRLF, quotes doubled within quotes. */
export function readTable(text: string): readonly Readonly<Record<string, string>>[] {
  expect(text.endsWith('\r\n')).toBe(true)
  const [header = [], ...rows] = text
    .slice(0, -2)
    .split('\r\n')
    .map((line) => Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), cellOf))
  return rows.map((cells) => Object.fromEntries(header.map((column, place) => [column, cells[place] ?? ''])))
}

function cellOf([, quoted, plain]: RegExpExecArray): string {
  return quoted?.replaceAll('""', '"') ?? plain ?? ''
}

export function asTexts(cells: Cells): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(cells).map(([column, value]) => [column, String(value)]))
}
