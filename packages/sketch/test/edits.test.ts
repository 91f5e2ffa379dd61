import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SketchPicture, SketchReference } from '../src/order.ts'
import { drawn } from './drawn.ts'
import { difference, meanOf, sharpness, shareOf, spreadOfColour, type Box } from './measures.ts'

const WHOLE: Box = [0, 0, 1, 1]
const SKY: Box = [0.02, 0.02, 0.3, 0.25]
const MIDDLE: Box = [0.4, 0.3, 0.6, 0.7]
const NOTE: Box = [0.04, 0.03, 0.5, 0.12]

let girl: SketchPicture
let cat: SketchPicture
let chef: SketchPicture

beforeAll(async () => {
  girl = await drawn('A girl in a purple dress in the park')
  cat = await drawn('close-up portrait of a cat')
  chef = await drawn('a chef in a studio')
})

const own = ({ bytes, recipe }: SketchPicture): SketchReference => ({ bytes, recipe })
const uploaded = ({ bytes }: SketchPicture): SketchReference => ({ bytes, recipe: undefined })

async function done(instruction: string, ...references: SketchReference[]): Promise<Uint8Array> {
  const { bytes, notApplied } = await drawn(instruction, { references })
  expect(notApplied, instruction).toEqual([])
  return bytes
}

describe.each([
  ['its own picture', own],
  ['an upload', uploaded],
])('on %s, Sketch', (_, from) => {
  it('makes it night', async () => {
    const night = await done('make it night', from(girl))

    expect((await meanOf(night, WHOLE)).light).toBeLessThan((await meanOf(girl.bytes, WHOLE)).light * 0.6)
  })

  it('makes it a watercolour with an unpainted rim', async () => {
    const rim = await meanOf(await done('make it a watercolor', from(girl)), [0, 0, 1, 0.015])

    expect(Math.min(rim.red, rim.green, rim.blue)).toBeGreaterThan(225)
  })

  it('makes it pixel art, in flat blocks', async () => {
    const flat = async (bytes: Uint8Array) =>
      shareOf(bytes, WHOLE, ([red, green, blue], [r, g, b]) => red === r && green === g && blue === b)

    expect(await flat(await done('turn it into pixel art', from(girl)))).toBeGreaterThan(0.7)
    expect(await flat(girl.bytes)).toBeLessThan(0.4)
  })

  it('takes all colour out of it', async () => {
    expect(await spreadOfColour(await done('make it black and white', from(girl)))).toBeLessThanOrEqual(2)
    expect(await spreadOfColour(girl.bytes)).toBeGreaterThan(100)
  })

  it('turns it, so that the left side is on top', async () => {
    const turned = await done('rotate it to the right', from(girl))
    const expected = await sharp(girl.bytes).rotate(90).png().toBuffer()

    expect(await difference(turned, expected, WHOLE)).toBeLessThan(6)
    expect(await difference(turned, girl.bytes, WHOLE)).toBeGreaterThan(20)
  })
})

const isPurple = ([red = 0, green = 0, blue = 0]: readonly number[]): boolean =>
  blue > green + 60 && red > green + 40

describe('on its own picture, Sketch', () => {
  it('colours the eyes and nothing else', async () => {
    const blue = await done('Make the cat eye blue', own(cat))
    const isBlue = ([red, green, blueness]: readonly number[]): boolean =>
      (blueness ?? 0) > (red ?? 0) + 60 && (blueness ?? 0) > (green ?? 0) + 30

    expect(await shareOf(blue, WHOLE, isBlue)).toBeGreaterThan(
      (await shareOf(cat.bytes, WHOLE, isBlue)) + 0.01,
    )
    expect(await difference(blue, cat.bytes, [0, 0.6, 1, 1])).toBeLessThan(1)
    expect(await difference(blue, cat.bytes, [0, 0, 1, 0.2])).toBeLessThan(1)
  })

  it('puts another ground behind the same person', async () => {
    const beach = await done('change the background to a beach', own(girl))

    expect(await difference(beach, girl.bytes, [0, 0.5, 0.2, 0.95])).toBeGreaterThan(25)
    expect(await shareOf(beach, WHOLE, isPurple)).toBeGreaterThan(
      (await shareOf(girl.bytes, WHOLE, isPurple)) * 0.7,
    )
  })

  it('blurs the ground and keeps its subject sharp', async () => {
    for (const { picture, ground, subject } of [
      { picture: girl, ground: [0, 0.3, 0.33, 0.62], subject: [0.45, 0.3, 0.55, 0.5] },
      { picture: cat, ground: [0, 0, 0.17, 0.3], subject: [0.3, 0.4, 0.7, 0.7] },
    ] as const) {
      const blurred = await done('blur the background', own(picture))
      const [before, after] = [picture.bytes, blurred]

      expect(await sharpness(after, ground)).toBeLessThan((await sharpness(before, ground)) * 0.9)
      expect(await sharpness(after, subject)).toBeGreaterThan((await sharpness(before, subject)) * 0.95)
    }
  })

  it('puts a black top hat on a girl and on the portrait of a cat', async () => {
    const isBlack = (pixel: readonly number[]): boolean =>
      Math.max(...pixel) < 90 && Math.max(...pixel) - Math.min(...pixel) < 14
    for (const { picture, above } of [
      { picture: girl, above: [0.4, 0.18, 0.65, 0.4] },
      { picture: cat, above: [0.3, 0.12, 0.7, 0.42] },
    ] as const) {
      const hatted = await done('add a hat', own(picture))

      expect(await shareOf(hatted, above, isBlack)).toBeGreaterThan(
        (await shareOf(picture.bytes, above, isBlack)) + 0.04,
      )
    }
  })

  it('dresses the one of image 1 in the clothes of image 2, alone in the same place', async () => {
    const dressed = await drawn('Put the clothing of image 2 on the person of image 1', {
      references: [own(girl), own(chef)],
    })
    const face: Box = [0.42, 0.38, 0.52, 0.44]
    const dress = await meanOf(girl.bytes, [0.46, 0.5, 0.54, 0.6])
    const jacket = await meanOf(dressed.bytes, [0.46, 0.5, 0.54, 0.6])

    expect(dressed.notApplied).toEqual([])
    expect(JSON.parse(dressed.recipe).plan.actors).toHaveLength(1)
    expect(dress.blue - dress.green).toBeGreaterThan(35)
    expect(Math.abs(jacket.blue - jacket.green)).toBeLessThan(40)
    expect(
      Math.abs((await meanOf(dressed.bytes, face)).light - (await meanOf(girl.bytes, face)).light),
    ).toBeLessThan(25)
    expect(await difference(dressed.bytes, girl.bytes, SKY)).toBeLessThan(1)
  })

  it('says on the picture and in words that it did not understand', async () => {
    const { bytes, notApplied } = await drawn('make it more quantum', { references: [own(girl)] })

    expect(notApplied[0]).toContain('did not understand')
    expect(await difference(bytes, girl.bytes, NOTE)).toBeGreaterThan(30)
    expect(await difference(bytes, girl.bytes, MIDDLE)).toBeLessThan(1)
  })
})

describe('on an upload, Sketch leaves alone what it cannot do, and says so on a card', () => {
  it.each(['change the background to a beach', 'blur the background', 'add a hat', 'Make the cat eye blue'])(
    '%s',
    async (instruction) => {
      const { bytes, notApplied } = await drawn(instruction, { references: [uploaded(girl)] })

      expect(notApplied).toHaveLength(1)
      expect((await meanOf(bytes, NOTE)).light).toBeGreaterThan(200)
      expect(await difference(bytes, girl.bytes, MIDDLE)).toBeLessThan(3)
    },
  )

  it('the clothes of one on another', async () => {
    const { notApplied } = await drawn('Put the clothing of image 2 on the person of image 1', {
      references: [uploaded(girl), uploaded(chef)],
    })

    expect(notApplied[0]).toContain('cannot merge')
  })

  it('the half of a wish, when it did the other half', async () => {
    const { bytes, notApplied } = await drawn('make it night and add a hat', { references: [uploaded(girl)] })

    expect(notApplied).toHaveLength(1)
    expect((await meanOf(bytes, MIDDLE)).light).toBeLessThan((await meanOf(girl.bytes, MIDDLE)).light * 0.6)
  })
})
