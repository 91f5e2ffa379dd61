import type { SketchPicture } from '../order.ts'

/** What a drawing thread sends back. */
export type Answer =
  | { readonly kind: 'picture'; readonly picture: SketchPicture }
  | { readonly kind: 'failed'; readonly message: string }
