import type { Problem } from '@dreamgate/client'

/** A broken rule without the wire's spelling, and without the nearest legal value where a button says it. */
export function refusalWords({ message, nearest }: Problem): string {
  const words = message
    .replaceAll('`', '')
    .replaceAll(/\bimages\[(\d+)\]/g, (_, place: string) => `Image ${Number(place) + 1}`)
    .replaceAll('sequential_image_generation_options.max_images', 'the number of pictures')
    .replaceAll('sequential_image_generation', 'one story')
  const bare = nearest === undefined ? words : words.replace(/ (?:The nearest is|Nearest:) \S+$/, '')
  return bare.charAt(0).toUpperCase() + bare.slice(1)
}
