/**
 * A picture to draw from: an http(s) URL, a data URI, a result's address, `img_…` or `file_…`, or bytes, which are
 * uploaded first and then named by their `file_…`.
 */
export type Reference =
  | string
  | Blob
  | { readonly url: string }
  | { readonly image_url: string | { readonly url: string } }
  | { readonly file_id: string }

/** The fields of `POST /v1/images/generations`. With a reference the request is an edit. */
export interface GenerateRequest {
  /** Left out: the gateway's default. */
  readonly model?: string
  readonly prompt: string
  /** Reference fields are joined in the order `image`, `image_url`, `image_urls`, `images`: "image 1, image 2, …". */
  readonly image?: Reference | readonly Reference[]
  readonly image_url?: string | { readonly url: string } | readonly (string | { readonly url: string })[]
  readonly image_urls?: readonly string[]
  readonly images?: readonly Reference[]
  /** PNG with alpha, the size of image 1; transparent pixels may change. */
  readonly mask?: Reference
  /** Independent pictures, 1 to 6. */
  readonly n?: number
  /** `auto`: one story of related pictures, up to `max_images`. */
  readonly sequential_image_generation?: 'disabled' | 'auto'
  /** 1 to 15 */
  readonly sequential_image_generation_options?: { readonly max_images?: number }
  /** A tier (`2K`), `WIDTHxHEIGHT` or `auto`. */
  readonly size?: string
  /** Sides up to 4096; not together with a different `size`. */
  readonly custom_size?: { readonly width: number; readonly height: number }
  readonly response_format?: 'url' | 'b64_json'
  readonly output_format?: 'jpeg' | 'png'
  readonly watermark?: boolean
  readonly seed?: number
  readonly guidance_scale?: number
  readonly background?: 'auto' | 'opaque' | 'transparent'
  readonly layer_decomposition?: boolean
  readonly tools?: readonly { readonly type: 'web_search' }[]
  readonly optimize_prompt_options?: { readonly mode?: 'standard' | 'fast' }
  /** How long the gateway lets this call wait, 1 to 3600. When it ends the job goes on. */
  readonly timeout_seconds?: number
  readonly user?: string
  readonly metadata?: Readonly<Record<string, unknown>>
}
