/** The request bodies printed in the five seed documents, field for field; only the hosts of pictures are ours. */

const CAT = '/byteplus/1757499948018-hntkjsg9kj.jpg'
const MODEL = '/model.png'

export interface Sample {
  readonly title: string
  readonly body: (pictures: string) => Readonly<Record<string, unknown>>
  /** Pixel size that the answer must have. */
  readonly size: string
  /** Pictures that the answer must have. */
  readonly count: number
}

const FISHEYE =
  'A fisheye lens close-up of a cat’s head, where the unique distortion of the lens exaggerates and warps the cat’s facial features for a playful, dramatic effect.'

export const S1: Sample = {
  title: 'S1, seed 003: text to image with seedream-3-0',
  body: () => ({
    prompt: FISHEYE,
    model: 'seedream-3-0-t2i-250415',
    size: '1024x1024',
    guidance_scale: 2.5,
    watermark: true,
  }),
  size: '1024x1024',
  count: 1,
}

export const S2: readonly Sample[] = [
  {
    title: 'S2, seed 001: edit without a model',
    body: (pictures) => ({
      prompt: 'Make the cat eye blue',
      image: pictures + CAT,
      guidance_scale: 6,
      seed: 42,
    }),
    size: '1152x864',
    count: 1,
  },
  {
    title: 'S2, seed 001: edit with seededit-3-0',
    body: (pictures) => ({
      model: 'seededit-3-0-i2i-250628',
      prompt: 'Make the cat eye blue',
      image: pictures + CAT,
      guidance_scale: 6,
      seed: 42,
    }),
    size: '1152x864',
    count: 1,
  },
]

export const S3: Sample = {
  title: 'S3, seed 000: edit with several pictures',
  body: (pictures) => ({ prompt: 'Girl holding the cat', image: [pictures + CAT, pictures + MODEL] }),
  size: '1024x1024',
  count: 1,
}

export const S4: readonly Sample[] = [
  {
    title: 'S4, seed 002: the sample at the top',
    body: () => ({
      model: 'seedream-5-0-260128',
      prompt: 'Replace the clothing in image 1 with the outfit from image 2.',
    }),
    size: '2048x2048',
    count: 1,
  },
  {
    title: 'S4, seed 002: single-image editing as the SDK flattens it',
    body: (pictures) => ({
      model: 'seedream-5-0-260128',
      prompt: 'Generate a close-up image of a dog lying on lush grass.',
      size: '2K',
      response_format: 'url',
      image: [`${pictures}/source-photo.png`],
      sequential_image_generation: 'disabled',
      watermark: false,
    }),
    size: '2048x2048',
    count: 1,
  },
  {
    title: 'S4, seed 002: multi-image fusion at 4K',
    body: (pictures) => ({
      model: 'seedream-4-5-251128',
      prompt:
        'Replace the clothing in image 1 with the outfit from image 2, keeping the lighting style of image 3.',
      size: '4K',
      response_format: 'url',
      image: [`${pictures}/person.png`, `${pictures}/outfit.png`, `${pictures}/lighting-ref.png`],
      sequential_image_generation: 'disabled',
      watermark: false,
    }),
    size: '4096x4096',
    count: 1,
  },
  {
    title: 'S4, seed 002: batch sequence of a storyboard',
    body: () => ({
      model: 'seedream-5-0-260128',
      prompt:
        'Generate four cinematic sci-fi storyboard scenes:Scene 1 — astronaut repairing a spacecraft;Scene 2 — meteor strike in deep space;Scene 3 — emergency dodge in zero gravity;Scene 4 — astronaut returning to ship.',
      size: '2K',
      response_format: 'url',
      sequential_image_generation: 'auto',
      sequential_image_generation_options: { max_images: 4 },
      watermark: false,
    }),
    size: '2048x2048',
    count: 4,
  },
  {
    title: 'S4, seed 002: the curl sample of multi-image fusion',
    body: (pictures) => ({
      model: 'seedream-5-0-260128',
      prompt: 'Replace the clothing in image 1 with the outfit from image 2.',
      image: [`${pictures}/person.png`, `${pictures}/outfit.png`],
      sequential_image_generation: 'disabled',
      size: '2K',
      response_format: 'url',
      watermark: false,
    }),
    size: '2048x2048',
    count: 1,
  },
  {
    title: 'S4, seed 002: the fetch sample of a four-panel comic',
    body: () => ({
      model: 'seedream-5-0-260128',
      prompt: 'A four-panel comic about a cat astronaut: launch, space walk, alien encounter, return home.',
      size: '2K',
      sequential_image_generation: 'auto',
      sequential_image_generation_options: { max_images: 4 },
      response_format: 'url',
      watermark: false,
    }),
    size: '2048x2048',
    count: 4,
  },
]

export const S5_GENERATIONS: readonly Sample[] = [
  {
    title: 'S5, seed 004: curl 1, the plain one',
    body: () => ({ model: 'seedream-4.0', prompt: 'one, and ' }),
    size: '2048x2048',
    count: 1,
  },
  {
    title: 'S5, seed 004: curl 2, six pictures by num_images',
    body: () => ({
      model: 'seedream-4.5',
      prompt: ', ',
      num_images: 6,
      custom_size: { width: 2048, height: 2048 },
    }),
    size: '2048x2048',
    count: 6,
  },
  {
    title: 'S5, seed 004: curl 3, 16:9 landscape',
    body: () => ({
      model: 'seedream-5.0-lite',
      prompt: '16:9, ',
      n: 2,
      custom_size: { width: 2560, height: 1440 },
    }),
    size: '2560x1440',
    count: 2,
  },
  {
    title: 'S5, seed 004: curl 4, 9:16 portrait',
    body: () => ({
      model: 'seedream-4.5',
      prompt: 'Portrait, ',
      num_images: 1,
      custom_size: { width: 1440, height: 2560 },
    }),
    size: '1440x2560',
    count: 1,
  },
  {
    title: 'S5, seed 004: curl 5, a size only seedream-4.0 has',
    body: () => ({
      model: 'seedream-4.0',
      prompt: 'Landscape, ',
      custom_size: { width: 1280, height: 720 },
    }),
    size: '1280x720',
    count: 1,
  },
]

export const S5_EDITS: readonly Sample[] = [
  {
    title: 'S5, seed 004: curl 6, one reference',
    body: (pictures) => ({
      model: 'seedream-4.0',
      prompt: 'change image into style, reserved subject ',
      image: `${pictures}/source.png`,
      num_images: 1,
      custom_size: { width: 2048, height: 2048 },
    }),
    size: '2048x2048',
    count: 1,
  },
  {
    title: 'S5, seed 004: curl 7, image_urls',
    body: (pictures) => ({
      model: 'seedream-4.5',
      prompt: ' reference, ',
      image_urls: [`${pictures}/product.png`, `${pictures}/background.png`],
      n: 3,
      custom_size: { width: 2560, height: 1440 },
    }),
    size: '2560x1440',
    count: 3,
  },
  {
    title: 'S5, seed 004: curl 8, images as objects',
    body: (pictures) => ({
      model: 'seedream-5.0-lite',
      prompt: 'reference one and, generationone style ',
      images: [{ url: `${pictures}/person.png` }, { image_url: `${pictures}/outfit.png` }],
      num_images: 2,
      custom_size: { width: 2048, height: 2048 },
    }),
    size: '2048x2048',
    count: 2,
  },
]
