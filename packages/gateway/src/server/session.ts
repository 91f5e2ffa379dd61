import type { Key } from '../core/caller.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose request it is; set before any handler of a guarded route runs. */
    key: Key | undefined
    /** Takes room in memory for more of the body, until that is released; throws `overloaded` when there is none. */
    takeRoom: (bytes: number) => void
    /** Forgets the parsed body and gives its room in memory back; may be called early and twice. */
    releaseBody: () => void
  }
}
