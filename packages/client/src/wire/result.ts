/** The answer of a plain call. `data` keeps the order of generation, each failure in its own place. */
export interface Generated {
  /** The name the caller used. */
  readonly model: string
  /** Epoch seconds. */
  readonly created: number
  readonly data: readonly (Picture | FailedItem)[]
  readonly usage: Usage
}

export interface Picture {
  readonly url?: string
  readonly b64_json?: string
  /** `WIDTHxHEIGHT` as measured on the bytes. */
  readonly size: string
}

export interface FailedItem {
  readonly error: ItemError
}

export interface ItemError {
  readonly code: string
  readonly message: string
}

export interface Usage {
  readonly generated_images: number
  readonly output_tokens: number
  readonly total_tokens: number
  readonly input_tokens?: number
}
