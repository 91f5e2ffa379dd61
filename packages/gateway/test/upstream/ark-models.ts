/** What the vendor's own server knows about a model: written from its documents, not from the gateway's rows. */
export interface ArkModel {
  readonly id: string
  readonly references: readonly [min: number, max: number]
  readonly tiers: readonly string[]
  readonly pixels: readonly [min: number, max: number] | undefined
  readonly side: readonly [min: number, max: number] | undefined
  readonly defaultSize: string
  /** Optional fields it takes, beyond `model`, `prompt`, `size`, `watermark` and `response_format`. */
  readonly takes: readonly string[]
  readonly promptModes: readonly string[]
  readonly backgrounds: readonly string[]
  readonly layers: number
  /** Answers 404 unless the account still has it. */
  readonly retired: boolean
}

const SEQUENCES = ['image', 'sequential_image_generation', 'sequential_image_generation_options', 'stream']
const WIDE = [3_686_400, 16_777_216] as const
const PRO = {
  references: [0, 10],
  tiers: ['1K', '1.5K', '2K'],
  pixels: [921_600, 4_624_220],
  side: undefined,
  defaultSize: '2K',
  retired: false,
} as const
const PRO_FIELDS = [
  'image',
  'output_format',
  'optimize_prompt_options',
  'background',
  'layer_decomposition',
] as const
const LEGACY = {
  pixels: undefined,
  tiers: [],
  promptModes: [],
  backgrounds: [],
  layers: 0,
  retired: true,
} as const

/** Vendor documents of 2025-12-19 and their audit of 2026-10-08; ids without their regional prefix. */
export const ARK_MODELS: readonly ArkModel[] = [
  {
    ...LEGACY,
    id: 'seedream-3-0-t2i-250415',
    references: [0, 0],
    side: [512, 2048],
    defaultSize: '1024x1024',
    takes: ['seed', 'guidance_scale'],
  },
  {
    ...LEGACY,
    id: 'seededit-3-0-i2i-250628',
    references: [1, 1],
    side: undefined,
    defaultSize: 'adaptive',
    takes: ['image', 'seed', 'guidance_scale'],
  },
  {
    id: 'seedream-4-0-250828',
    references: [0, 14],
    tiers: ['1K', '2K', '4K'],
    pixels: [921_600, 16_777_216],
    side: undefined,
    defaultSize: '2048x2048',
    takes: [...SEQUENCES, 'optimize_prompt_options'],
    promptModes: ['standard', 'fast'],
    backgrounds: [],
    layers: 0,
    retired: false,
  },
  {
    id: 'seedream-4-5-251128',
    references: [0, 14],
    tiers: ['2K', '4K'],
    pixels: WIDE,
    side: undefined,
    defaultSize: '2048x2048',
    takes: [...SEQUENCES, 'optimize_prompt_options'],
    promptModes: ['standard'],
    backgrounds: [],
    layers: 0,
    retired: false,
  },
  {
    id: 'seedream-5-0-260128',
    references: [0, 14],
    tiers: ['2K', '3K', '4K'],
    pixels: WIDE,
    side: undefined,
    defaultSize: '2048x2048',
    takes: [...SEQUENCES, 'optimize_prompt_options', 'output_format', 'tools'],
    promptModes: ['standard'],
    backgrounds: [],
    layers: 0,
    retired: false,
  },
  {
    ...PRO,
    id: 'seedream-5-0-pro-260628',
    takes: [...PRO_FIELDS, 'seed'],
    promptModes: ['standard', 'fast'],
    backgrounds: ['opaque', 'transparent'],
    layers: 16,
  },
  {
    ...PRO,
    id: 'seedream-5-0-flash-260915',
    takes: [...PRO_FIELDS, 'seed'],
    promptModes: ['standard', 'fast'],
    backgrounds: ['opaque', 'transparent'],
    layers: 16,
  },
  {
    ...PRO,
    id: 'seedream-5-5-261028',
    takes: PRO_FIELDS,
    promptModes: ['standard'],
    backgrounds: ['auto', 'opaque', 'transparent'],
    layers: 99,
  },
]

/** Fields the vendor has at all; others are ignored in silence, `n` among them. */
export const ARK_FIELDS: readonly string[] = [
  'image',
  'seed',
  'guidance_scale',
  'output_format',
  'sequential_image_generation',
  'sequential_image_generation_options',
  'stream',
  'optimize_prompt_options',
  'tools',
  'background',
  'layer_decomposition',
]
