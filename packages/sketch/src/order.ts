/** What a caller asks for: one to `count` pictures of one prompt. */
export interface SketchOrder {
  readonly prompt: string
  /** Part of the seed, and decides nothing else. */
  readonly model: string
  /** Pixels; the result has exactly this size. */
  readonly width: number
  readonly height: number
  /** 0 to 2147483647. */
  readonly seed: number
  /**
   * `independent`: pictures 0 to count-1, each with its own seed (seed + index).
   * `sequence`: a story of up to `count` related pictures; fewer when the prompt names fewer scenes.
   */
  readonly mode: 'independent' | 'sequence'
  readonly count: number
  /** In the order the prompt calls them: image 1, image 2, … */
  readonly references: readonly SketchReference[]
  /** "AI generated", bottom right, legible on light and dark. */
  readonly watermark: boolean
  readonly format: 'jpeg' | 'png'
  /** `transparent` always gives a PNG with the subject alone on alpha. */
  readonly background: 'opaque' | 'transparent'
}

export interface SketchReference {
  /** JPEG, PNG, WebP, GIF or TIFF. */
  readonly bytes: Uint8Array
  /** The recipe Sketch gave with its own picture. Untrusted: a recipe that does not check is ignored. */
  readonly recipe: string | undefined
}

export interface SketchPicture {
  readonly index: number
  readonly bytes: Uint8Array
  readonly mediaType: 'image/jpeg' | 'image/png'
  readonly width: number
  readonly height: number
  readonly seed: number
  /** Opaque JSON; give it back as `SketchReference.recipe` to edit this picture exactly. */
  readonly recipe: string
  /** Words of the prompt that are in the picture. */
  readonly matched: readonly string[]
  /** Words of the prompt that name something Sketch cannot draw. */
  readonly missing: readonly string[]
  /** Requests that were understood or suspected but not carried out, as short sentences. */
  readonly notApplied: readonly string[]
}

/** One picture of an order, cut out so that any thread can draw it alone. */
export interface PictureJob {
  readonly index: number
  readonly seed: number
  /** What this picture shows: the whole prompt, or one scene of the story. */
  readonly scene: string
  /** The whole prompt; the same for all pictures of an order. */
  readonly prompt: string
  readonly model: string
  readonly width: number
  readonly height: number
  /** The picture's place in a story; undefined for a picture that stands alone. */
  readonly panel: { readonly number: number; readonly of: number; readonly named: boolean } | undefined
  readonly references: readonly SketchReference[]
  readonly watermark: boolean
  readonly format: 'jpeg' | 'png'
  readonly background: 'opaque' | 'transparent'
}
