import { withEndpoints } from '../../../src/compose/engines.ts'
import { Fault } from '../../../src/core/fault.ts'
import { models } from '../../../src/models/index.ts'
import { quickEngine } from '../../quick-engine.ts'
import type { QuickScript } from '../../quick-engine.ts'
import { wholeGateway } from '../../whole-gateway.ts'
import type { WholeGateway, WholeOptions } from '../../whole-gateway.ts'

interface World {
  readonly script: QuickScript
  readonly options: WholeOptions
}

type Given = readonly [sentence: RegExp, world: (words: readonly string[]) => Partial<World>]

/** Every sentence a `given:` line may say. */
const SENTENCES: readonly Given[] = [
  [/^the engine serves live models only$/, () => script({ serves: (row) => row.status === 'live' })],
  [/^the engine serves nothing$/, () => script({ serves: () => false })],
  [/^the engine draws no sequences$/, () => script({ capabilities: { sequences: false } })],
  [/^the engine edits inside masks$/, () => script({ capabilities: { masks: true } })],
  [/^the engine makes one picture a call$/, () => script({ capabilities: { picturesPerAsk: 1 } })],
  [/^the engine is slow$/, () => script({ hangs: true })],
  [/^the answer breaks off after (\d+) pictures?$/, ([count]) => script({ breaksAfter: Number(count) })],
  [/^picture (\d+) is moderated$/, ([place]) => script({ item: (at) => only(at + 1 === Number(place)) })],
  [/^every picture is moderated$/, () => script({ item: () => only(true) })],
  [
    /^the engine answers (\w+)(?: by the word (\w+))?$/,
    ([code = '', vendorCode]) => script({ refuses: () => engineFault(code, vendorCode) }),
  ],
  [
    /^the free engine has a bug$/,
    () =>
      script({
        refuses: () => new TypeError('undefined is not a picture'),
        capabilities: { afterCrash: 'retry' },
      }),
  ],
  [/^the engine has a bug$/, () => script({ refuses: () => new TypeError('undefined is not a picture') })],
  [
    /^there is room for (\d+) bytes of bodies$/,
    ([bytes]) => ({ options: { server: { bodyBudget: Number(bytes) } } }),
  ],
  [
    /^the endpoint (ep-\S+) stands for (\S+)$/,
    ([endpoint = '', model = '']) => ({ options: { rows: rowsWith(endpoint, model) } }),
  ],
]

/** Noon of a quiet day: `created` and its like are as true in a golden file as on the wire. */
const NOW = Date.UTC(2026, 10, 20, 12)

const KEYS = {
  dg_alice: { ownerId: 'alice' },
  dg_alices_phone: { ownerId: 'alice' },
  dg_bob: { ownerId: 'bob' },
  dg_reader: { scopes: ['read'] },
  dg_writer: { scopes: ['generate'] },
  dg_alices_hooks: { ownerId: 'alice', scopes: ['webhooks'] },
  dg_bobs_hooks: { ownerId: 'bob', scopes: ['webhooks'] },
  dg_choosy: { models: ['seedream-4-0-250828'] },
  dg_poor: { monthlyBudget: 50_000 },
  dg_expired: { expiresAt: NOW - 1 },
  dg_revoked: {},
  dg_admin: { scopes: ['admin'] },
} as const

export async function gatewayOf(
  given: readonly string[],
  allowPrivate: readonly string[],
): Promise<WholeGateway> {
  const worlds = given.map(worldOf)
  const gateway = await wholeGateway({
    engines: [quickEngine(Object.assign({}, ...worlds.map((world) => world.script)))],
    clock: { now: () => NOW },
    allowPrivate,
    ...Object.assign({}, ...worlds.map((world) => world.options)),
    server: {
      publicUrl: 'https://gate.example',
      ...Object.assign({}, ...worlds.map((world) => world.options?.server)),
    },
  })
  for (const [secret, wish] of Object.entries(KEYS)) await gateway.addKey(secret, { name: secret, ...wish })
  const { keys } = gateway.context.records
  const revoked = (await keys.list()).find((key) => key.name === 'dg_revoked')
  await keys.change(revoked?.id ?? '', { revokedAt: NOW })
  return gateway
}

function worldOf(sentence: string): Partial<World> {
  for (const [pattern, world] of SENTENCES) {
    const words = pattern.exec(sentence)
    if (words !== null) return world(words.slice(1))
  }
  throw new Error(`no golden file can be given that ${sentence}`)
}

function script(told: QuickScript): Partial<World> {
  return { script: told }
}

function only(moderated: boolean): Fault | undefined {
  if (!moderated) return undefined
  return new Fault('content_refused', 'The output image may contain sensitive information.', {
    vendorCode: 'OutputImageSensitiveContentDetected',
  })
}

const TEXTS = {
  content_refused: 'The input text may contain sensitive information.',
  rate_limited: 'quick is asked too often.',
  overloaded: 'quick has no room.',
  upstream_failed: 'quick failed to draw.',
  upstream_unavailable: 'quick cannot be reached.',
  outcome_unknown: 'quick was asked and its answer was lost.',
  invalid_request: 'quick does not like `prompt`.',
} as const

function engineFault(code: string, vendorCode: string | undefined): Fault {
  if (!isCode(code)) throw new Error(`the quick engine has no fault ${code}`)
  return new Fault(code, TEXTS[code], { vendorCode, retryAfterMs: 7_000 })
}

function isCode(code: string): code is keyof typeof TEXTS {
  return Object.hasOwn(TEXTS, code)
}

function rowsWith(endpoint: string, model: string) {
  const entry = {
    type: 'ark',
    name: 'ark',
    api_key: 'k',
    base_url: 'http://127.0.0.1',
    after_crash: 'hold',
  } as const
  return withEndpoints(models, [{ ...entry, models: { [model]: endpoint } }])
}
