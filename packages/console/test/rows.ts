import type { Job, JobImage, Model } from '@dreamgate/client'

/** A model with tiers, sequences and two formats, but for what is said. */
export function modelWith(part: Partial<Model> = {}): Model {
  return {
    id: 'seedream-5-0-260128',
    object: 'model',
    created: 0,
    owned_by: 'bytedance',
    aliases: ['doubao-seedream-5-0-lite-260128', 'seedream-5.0-lite'],
    status: 'live',
    successor: null,
    text_to_image: true,
    edit: true,
    references: { min: 0, max: 14 },
    sequence: true,
    max_outputs: 15,
    max_references_plus_outputs: 15,
    sizes: {
      default: '2048x2048',
      adaptive: false,
      exact: true,
      tiers: { '2K': { '1:1': '2048x2048', '16:9': '2848x1600' }, '4K': { '1:1': '4096x4096' } },
      presets: {},
      pixels: { min: 3_686_400, max: 16_777_216 },
      side: null,
      aspect: { min: 1 / 16, max: 16 },
    },
    output_formats: ['jpeg', 'png'],
    seed: 'none',
    guidance_scale: null,
    stream: true,
    prompt_modes: ['standard'],
    web_search: true,
    backgrounds: [],
    max_layers: 0,
    price_usd: {
      per_image: '0.035',
      above_pixels: null,
      per_image_above: null,
      free_references: null,
      per_reference: null,
    },
    engines: ['sketch'],
    ...part,
  }
}

export function imageAt(index: number): JobImage {
  return {
    id: `img_${index}`,
    url: `http://g/i/img_${index}.jpg`,
    width: 1600,
    height: 900,
    media_type: 'image/jpeg',
    index,
  }
}

/** A finished job of one picture asked for and none made, but for what is said. */
export function jobWith({ count = 1, ...part }: Partial<Job> & { readonly count?: number } = {}): Job {
  return {
    id: 'job_1',
    object: 'job',
    status: 'succeeded',
    operation: 'generate',
    model: 'seedream-5-0-260128',
    engine: 'sketch',
    created_at: 100,
    started_at: 100,
    finished_at: 104,
    request: {
      model: 'seedream-5-0-260128',
      prompt: 'a heron',
      engine_prompt: null,
      size: '2848x1600',
      mode: 'independent',
      count,
      references: [],
      mask: false,
      seed: null,
      guidance_scale: null,
      watermark: false,
      output_format: null,
      background: null,
      user: null,
      metadata: null,
      ignored: [],
      adjusted: [],
    },
    images: [],
    failed: [],
    error: null,
    cost_usd: '0.00',
    reserved_usd: '0.00',
    warnings: [],
    edited_from: [],
    dialect: 'openai',
    route: 'openai.generations',
    ...part,
  }
}
