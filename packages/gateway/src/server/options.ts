import type { Dialect } from '../core/ports/dialect.ts'

export interface ServerOptions {
  readonly dialects: readonly Dialect[]
  /** The dialect whose words are used where no dialect's prefix matches: the native routes, the images. */
  readonly nativeDialect: Dialect
  /** Base of result addresses; undefined takes the address the request came to. */
  readonly publicUrl: string | undefined
  /** How long a plain call waits when its caller does not say. */
  readonly waitSeconds: number
  /** Bytes of request bodies that may be in memory at once. */
  readonly bodyBudget: number
  /** Folder of the console's built files; undefined serves none. */
  readonly consoleFolder: string | undefined
  readonly version: string
}
