import { ellipse } from '../svg/shapes.ts'

/** A soft dark patch, and a smaller, darker one where the feet touch. */
export function groundShadow({ x, y }: { readonly x: number; readonly y: number }, half: number): string {
  return (
    ellipse([x, y - 2, half * 1.15, Math.max(6, half * 0.16)], '#000000', { opacity: 0.34 }) +
    ellipse([x, y - 2, half * 0.8, Math.max(4, half * 0.09)], '#000000', { opacity: 0.4 })
  )
}
