import type { ModelRow } from '../core/model.ts'
import { usd } from '../core/money.ts'
import { INPUT } from './input-rules.ts'
import { ONE_AND_A_HALF_K, ONE_K, TWO_K } from './size-tables.ts'

export const seedream55: ModelRow = {
  id: 'dola-seedream-5-5-261028',
  aliases: ['seedream-5-5-261028', 'doubao-seedream-5-5-261028'],
  status: 'live',
  successor: undefined,
  textToImage: true,
  edit: true,
  references: { min: 0, max: 10 },
  sequence: false,
  maxOutputs: 1,
  maxReferencesPlusOutputs: undefined,
  sizes: {
    tiers: { '1K': ONE_K, '1.5K': ONE_AND_A_HALF_K, '2K': TWO_K },
    presets: {},
    default: '2K',
    adaptive: false,
    exact: true,
    pixels: { min: 921_600, max: 4_624_220 },
    side: undefined,
    aspect: { min: 1 / 16, max: 16 },
  },
  formats: ['jpeg', 'png'],
  takesFormat: true,
  seed: { kind: 'none' },
  guidanceScale: { kind: 'none' },
  stream: false,
  refusedFields: ['sequential_image_generation', 'sequential_image_generation_options', 'stream'],
  promptModes: ['standard'],
  webSearch: false,
  backgrounds: ['auto', 'opaque', 'transparent'],
  transparentNeedsAlphaReference: false,
  maxLayers: 99,
  input: INPUT,
  price: {
    output: usd(0.02),
    split: { pixels: 2_601_123.84, outputAbove: usd(0.035) },
    references: { free: 0, each: usd(0.008) },
    layer: undefined,
  },
  source:
    'Resellers only, 2026-11-13. Pixel ceiling, size tables, ratio, watermark default and input limits are inferred from 5.0 pro; seed, guidance and layer price are unknown.',
}
