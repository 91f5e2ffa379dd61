import { arkUpstream } from '../../upstream/ark-upstream.ts'
import { gate } from '../../upstream/behaviour.ts'
import type { Behaviour, Gate } from '../../upstream/behaviour.ts'
import { openaiUpstream } from '../../upstream/openai-upstream.ts'
import type { Purchase } from '../../upstream/purchases.ts'
import { sha256 } from './digest.ts'
import { MODELS, numberIn } from './intents.ts'
import type { Intent } from './intents.ts'
import { behaviourFor } from './moods.ts'

/** Two vendors who outlive every crash, draw as each intent's mood says, and keep a bill. */
export interface Upstreams {
  /** The `engines` of a dreamgate.yaml that buys from them. */
  readonly yaml: string
  /** Its prompt is drawn by its mood from now on. */
  expect(intent: Intent): void
  /** What was drawn for an intent, in order. */
  purchases(number: number): readonly Bought[]
  /** The intent's calls wait from now on until they are let through. Resolves when the first has come. */
  hold(number: number): Held
  /** 403 at every result address, until they are revived. */
  killAddresses(): void
  reviveAddresses(): void
  close(): Promise<void>
}

export interface Bought {
  /** The ask it was for, as the gateway names it to upstreams: `job_….0`. */
  readonly key: string
  /** All that will be made is made. */
  readonly over: boolean
  /** SHA-256 of each picture, by place in the answer. */
  readonly pictures: () => Promise<ReadonlyMap<number, string>>
}

export interface Held {
  readonly received: Promise<void>
  letThrough(): void
}

export async function upstreams(): Promise<Upstreams> {
  const ark = await arkUpstream({ smallPictures: true })
  const local = await openaiUpstream({ smallPictures: true })
  const expected = new Map<number, Intent>()
  const calls = new Map<number, number>()
  const held = new Map<number, Gate>()
  const behaviour = (prompt: string): Behaviour => {
    const number = numberIn(prompt)
    const intent = expected.get(number)
    if (intent === undefined) return { kind: 'draw' }
    const call = calls.get(number) ?? 0
    calls.set(number, call + 1)
    const usual = behaviourFor(intent, call)
    const gated = held.get(number)
    return gated !== undefined && usual.kind === 'draw' ? { ...usual, gate: gated } : usual
  }
  for (const upstream of [ark, local]) upstream.otherwise(behaviour)
  return {
    yaml: yamlOf(ark, local),
    expect: (intent) => void expected.set(intent.number, intent),
    purchases: (number) =>
      [ark, local].flatMap((upstream) =>
        upstream.purchases
          .filter(({ prompt }) => numberIn(prompt) === number)
          .map((purchase) => bought(purchase, upstream.results)),
      ),
    hold: (number) => {
      const real = gate()
      const received = new Promise<void>((resolve) => {
        const pass: Gate['pass'] = (signal) => {
          resolve()
          return real.pass(signal)
        }
        held.set(number, { open: (pictures) => real.open(pictures), pass })
      })
      return { received, letThrough: () => real.open() }
    },
    killAddresses: () => ark.results.kill(),
    reviveAddresses: () => ark.results.revive(),
    close: async () => {
      await Promise.all([ark.close(), local.close()])
    },
  }
}

type Results = Awaited<ReturnType<typeof arkUpstream>>['results']

function bought({ key = '', over, pictures }: Purchase, { bytesOf }: Pick<Results, 'bytesOf'>): Bought {
  return {
    key,
    over,
    pictures: async () => {
      const made = Array.from(
        pictures,
        async ([index, picture]) => [index, sha256(await bytesOf(picture))] as const,
      )
      return new Map(await Promise.all(made))
    },
  }
}

interface Endpoint {
  readonly baseUrl: string
  readonly apiKey: string
}

/** Models of `local` are named; everything else is Ark's. */
function yamlOf(ark: Endpoint, local: Endpoint): string {
  const mapped = Object.entries(MODELS).filter(([, { engine }]) => engine === 'local')
  return [
    'engines:',
    `  - { type: openai, name: local, base_url: '${local.baseUrl}', api_key: '${local.apiKey}', pictures_per_call: 2,`,
    `      models: { ${mapped.map(([model]) => `${model}: ${model}`).join(', ')} } }`,
    `  - { type: ark, base_url: '${ark.baseUrl}', api_key: '${ark.apiKey}' }`,
    '',
  ].join('\n')
}
