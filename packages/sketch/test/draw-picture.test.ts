import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { brightness, drawn, pixelsOf, upload } from './drawn.ts'

describe('drawing a picture', () => {
  it('gives the same bytes for the same order, and others for another seed', async () => {
    const [one, same, other] = [
      await drawn('a fox in the snow'),
      await drawn('a fox in the snow'),
      await drawn('a fox in the snow', { seed: 8 }),
    ]

    expect(Buffer.compare(one.bytes, same.bytes)).toBe(0)
    expect(Buffer.compare(one.bytes, other.bytes)).not.toBe(0)
  })

  it('marks a picture bottom right, legibly on light and on dark', async () => {
    for (const prompt of ['a white shoe on a white background', 'a white shoe on a black background']) {
      const [plain, marked] = [await drawn(prompt), await drawn(prompt, { watermark: true })]
      const corner = [0.74, 0.93, 0.98, 0.985] as const

      expect((await brightness(marked.bytes, corner)).spread).toBeGreaterThan(100)
      expect((await brightness(plain.bytes, corner)).spread).toBeLessThan(90)
    }
  })

  it('marks it with a contrast of at least 4.5 to 1, whatever is below and whatever its size', async () => {
    for (const [ground, width, height] of [
      ['white', 512, 512],
      ['black', 512, 512],
      ['white', 960, 120],
      ['black', 120, 960],
      ['white', 620, 420],
    ] as const) {
      const { bytes } = await drawn(`a shoe on a ${ground} background`, { width, height, watermark: true })

      expect(await markContrast(bytes), `${ground} ${width}x${height}`).toBeGreaterThan(4.5)
    }
  })

  it('draws the subject alone on a transparent ground', async () => {
    const { bytes, mediaType } = await drawn('a red balloon', { background: 'transparent' })
    const { data, channels } = await pixelsOf(bytes)

    expect([mediaType, channels, data[3]]).toEqual(['image/png', 4, 0])
    expect((await sharp(bytes).stats()).isOpaque).toBe(false)
    expect((await sharp(bytes).stats()).channels[3]?.max).toBe(255)
  })

  it('makes true greys of a black and white picture, in three channels', async () => {
    const { data, channels } = await pixelsOf(
      (await drawn('Black and white photo of a lighthouse in a storm')).bytes,
    )

    expect(channels).toBe(3)
    for (let at = 0; at < data.length; at += 999)
      expect(Math.abs((data[at - (at % 3)] ?? 0) - (data[at - (at % 3) + 2] ?? 0))).toBeLessThan(2)
  })

  it('applies every style to a picture of its size', async () => {
    for (const style of [
      'watercolor',
      'oil painting',
      'ink painting',
      'line art',
      'pixel art',
      'neon',
      'sepia',
      'comic',
      'cinematic',
      'fisheye',
    ]) {
      const pixels = await pixelsOf((await drawn(`a cat, ${style}`, { width: 600, height: 512 })).bytes)

      expect([style, pixels.width, pixels.height]).toEqual([style, 600, 512])
    }
  })

  it('says what it could not draw', async () => {
    expect((await drawn('An aardvark in the forest')).missing).toEqual(['aardvark'])
    expect(await drawn('a cat with a frobnicator')).toMatchObject({
      matched: ['cat', 'with'],
      missing: ['frobnicator'],
    })
    expect((await drawn('a cat, low poly')).notApplied).toHaveLength(1)
  })

  it('turns every hostile prompt into a picture and shows no file', async () => {
    for (const prompt of [
      '</text><image href="file:///etc/passwd"/><text>',
      'a'.repeat(32_000),
      'مرحبا بالعالم',
      '🦄🔥🎉',
      '\u0000\u0007\uD800',
      '   ',
      ']]><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
      'Poster that says "</text><script>&quot;"',
      "Logo called '<image href=x>'",
    ]) {
      expect((await drawn(prompt)).bytes.length).toBeGreaterThan(1_000)
    }
  })
})

describe('drawing from references', () => {
  const own = async (prompt: string) => {
    const { bytes, recipe } = await drawn(prompt)
    return { bytes, recipe }
  }

  it('edits a picture of its own by its recipe and leaves the rest alone', async () => {
    const cat = await own('close-up portrait of a cat')
    const blue = await drawn('Make the cat eye blue', { references: [cat] })
    const away = [0, 0, 0.1, 0.1] as const

    expect(JSON.parse(blue.recipe)).toMatchObject({ plan: { eyes: '#2a6fdb' } })
    expect(blue.notApplied).toEqual([])
    expect(await brightness(blue.bytes, away)).toEqual(await brightness(cat.bytes, away))
  })

  it('changes time, place, style, dress and company', async () => {
    const girl = await own('A girl in a purple dress in the park')
    for (const [instruction, plan] of [
      ['make it night', { sky: 'night' }],
      ['change the background to a beach at sunset', { place: 'beach', sky: 'sunset' }],
      ['turn it into a watercolor', { styles: ['watercolor'] }],
      ['blur the background', { bokeh: true }],
      ['make it winter', { weather: ['snow'] }],
      ['make her dress red', { actors: [{ figure: { key: 'girl', garment: '#d92626' } }] }],
      ['add a hat', { actors: [{ figure: { key: 'girl', hat: true } }] }],
      ['add a dog', { actors: [{ figure: { key: 'girl' } }, { figure: { key: 'dog' } }] }],
    ] as const) {
      const edited = await drawn(instruction, { references: [girl] })

      expect(JSON.parse(edited.recipe), instruction).toMatchObject({ plan })
      expect(edited.notApplied, instruction).toEqual([])
    }
  })

  it('puts the clothes of image 2 on the one in image 1', async () => {
    const references = [await own('A girl in the park'), await own('a chef in a studio')]
    const edited = await drawn('Replace the clothing in image 1 with the outfit from image 2.', {
      references,
    })

    expect(JSON.parse(edited.recipe)).toMatchObject({
      plan: { actors: [{ figure: { key: 'girl', role: 'chef' } }] },
    })
  })

  it('gives an upload a look of the whole, and says what it cannot do to it', async () => {
    const references = [{ bytes: await upload('#c04030'), recipe: undefined }]
    const grey = await drawn('make it black and white', { references })
    const hat = await drawn('add a hat', { references })

    expect(grey.notApplied).toEqual([])
    expect(Math.max(...(await sharp(grey.bytes).stats()).channels.map(({ mean }) => mean))).toBeLessThan(130)
    expect(hat.notApplied).toHaveLength(1)
    expect((await brightness(hat.bytes, [0.02, 0.02, 0.5, 0.1])).spread).toBeGreaterThan(60)
  })

  it('takes a picture with a forged recipe for an upload', async () => {
    const references = [{ bytes: await upload('#3060c0'), recipe: '{"sketch":1,"plan":{"kind":"scene"}}' }]

    expect((await drawn('add a hat', { references })).notApplied).toHaveLength(1)
  })

  it('frames several uploads side by side and says that they were not merged', async () => {
    const references = [
      { bytes: await upload('#c04030'), recipe: undefined },
      { bytes: await upload('#3060c0'), recipe: undefined },
    ]

    expect((await drawn('Put image 1 and image 2 together', { references })).notApplied[0]).toContain(
      'cannot merge',
    )
  })

  it('refuses bytes that are no picture of a known format', async () => {
    await expect(
      drawn('warmer', { references: [{ bytes: Buffer.from('not a picture'), recipe: undefined }] }),
    ).rejects.toThrow()
  })
})

/** Between the brightest letters and the middle of the pill round them, as WCAG counts it. */
async function markContrast(bytes: Uint8Array): Promise<number> {
  const { width, height } = await sharp(bytes).metadata()
  const [across, down] = [60, 12]
  const grey = await sharp(bytes)
    .extract({ left: width - across - 22, top: height - down - 14, width: across, height: down })
    .greyscale()
    .raw()
    .toBuffer()
  const values = grey.toSorted()
  const luminance = (value: number): number => (value / 255) ** 2.2
  const pill = values[Math.floor(values.length * 0.3)] ?? 0
  return (luminance(values.at(-4) ?? 0) + 0.05) / (luminance(pill) + 0.05)
}
