import { describe, expect, it } from 'vitest'
import { sketch, SKETCH_VERSION, type SketchOrder, type SketchPicture } from '../src/index.ts'

/** Draws on real threads: `node packages/sketch/build.mjs` has to have run. */
const order: SketchOrder = {
  prompt: 'a cat in the rain',
  model: 'sketch',
  width: 512,
  height: 512,
  seed: 1,
  mode: 'independent',
  count: 3,
  references: [],
  watermark: true,
  format: 'jpeg',
  background: 'opaque',
}

describe('Sketch', () => {
  it('draws an order on its threads and gives the same bytes again', async () => {
    const engine = sketch({ workers: 2 })
    const drawn = async () => {
      const pictures: SketchPicture[] = []
      for await (const picture of engine.draw(order, new AbortController().signal)) pictures.push(picture)
      return pictures.toSorted((one, other) => one.index - other.index)
    }
    const [once, again] = [await drawn(), await drawn()]
    await engine.close()

    expect(once.map(({ index, seed, mediaType }) => [index, seed, mediaType])).toEqual(
      [0, 1, 2].map((at) => [at, 1 + at, 'image/jpeg']),
    )
    expect(once.map(({ bytes }) => Buffer.from(bytes).toString('base64'))).toEqual(
      again.map(({ bytes }) => Buffer.from(bytes).toString('base64')),
    )
    expect(SKETCH_VERSION).toMatch(/^\d+\.\d+\.\d+$/)
  })

  it('draws nothing for an aborted order or after it was closed', async () => {
    const engine = sketch({ workers: 1 })
    const first = (signal: AbortSignal) => engine.draw(order, signal)[Symbol.asyncIterator]().next()

    await expect(first(AbortSignal.abort(new Error('not any more')))).rejects.toThrow('not any more')
    await engine.close()
    await expect(first(new AbortController().signal)).rejects.toThrow('Sketch is closed.')
  })
})
