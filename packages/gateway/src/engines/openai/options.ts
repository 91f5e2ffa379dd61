import type { EngineCapabilities } from '../../core/ports/engine.ts'

/** What the operator says about one OpenAI-compatible server; they differ in what they take. */
export interface OpenaiOptions {
  readonly name: string
  readonly apiKey?: string | undefined
  /** Includes `/v1`. */
  readonly baseUrl: string
  /** Catalogue id to upstream model; `any`: every row under its own id. */
  readonly models: Readonly<Record<string, string>> | 'any'
  /** How many pictures one call may ask for with `n`, 1 to 10. 1: `n` is not sent. */
  readonly picturesPerAsk?: number | undefined
  /** `omit` for servers that refuse the field; they answer with base64. */
  readonly responseFormat: 'url' | 'b64_json' | 'omit'
  /** Sends `custom_size: {width, height}` instead of `size`. */
  readonly customSize: boolean
  readonly masks: boolean
  /** Takes `watermark`. Without it the gateway writes the mark itself. */
  readonly watermarks: boolean
  readonly seed: boolean
  /** The operator's own machine: its pictures cost nothing. Else they cost what the model's row says. */
  readonly free: boolean
  /** Asks for a stream with previews. */
  readonly streams?: boolean | undefined
  /** Previews per picture, 0 to 3; the upstream may charge for each. */
  readonly partialImages?: number | undefined
  /** `retry` suits an upstream that honours Idempotency-Key (another Dreamgate), or costs nothing. */
  readonly afterCrash?: EngineCapabilities['afterCrash'] | undefined
}
