import type { PictureJob, SketchOrder } from '../order.ts'
import { storyOf } from '../plan/story.ts'

const LARGEST_SEED = 2 ** 31

/** Cuts an order into pictures that can be drawn apart. */
export function picturesOf(order: SketchOrder): PictureJob[] {
  const { model, width, height, references, watermark, background, prompt } = order
  const format = background === 'transparent' ? 'png' : order.format
  const shared = { model, width, height, references, watermark, background, prompt, format } as const
  if (order.mode === 'sequence') {
    const story = storyOf(prompt, order.count)
    return story.scenes.map((scene, index) => ({
      ...shared,
      index,
      seed: order.seed,
      scene,
      panel: { number: index + 1, of: story.scenes.length, named: story.named },
    }))
  }
  return Array.from({ length: Math.max(0, Math.floor(order.count)) }, (_, index) => ({
    ...shared,
    index,
    seed: (order.seed + index) % LARGEST_SEED,
    scene: prompt,
    panel: undefined,
  }))
}
