import type { ModelRow } from '../core/model.ts'
import { usd } from '../core/money.ts'
import { INPUT } from './input-rules.ts'
import { FOUR_K, THREE_K, TWO_K_OF_4 } from './size-tables.ts'

export const seedream50Lite: ModelRow = {
  id: 'seedream-5-0-260128',
  aliases: [
    'seedream-5-0-lite-260128',
    'doubao-seedream-5-0-260128',
    'doubao-seedream-5-0-lite-260128',
    'seedream-5.0-lite',
  ],
  status: 'live',
  successor: undefined,
  textToImage: true,
  edit: true,
  references: { min: 0, max: 14 },
  sequence: true,
  maxOutputs: 15,
  maxReferencesPlusOutputs: 15,
  sizes: {
    tiers: { '2K': TWO_K_OF_4, '3K': THREE_K, '4K': FOUR_K },
    presets: {},
    default: '2048x2048',
    adaptive: false,
    exact: true,
    pixels: { min: 3_686_400, max: 16_777_216 },
    side: undefined,
    aspect: { min: 1 / 16, max: 16 },
  },
  formats: ['jpeg', 'png'],
  takesFormat: true,
  seed: { kind: 'none' },
  guidanceScale: { kind: 'none' },
  stream: true,
  refusedFields: [],
  promptModes: ['standard'],
  webSearch: true,
  backgrounds: [],
  transparentNeedsAlphaReference: false,
  maxLayers: 0,
  input: INPUT,
  price: { output: usd(0.035), split: undefined, references: undefined, layer: undefined },
  source: 'Vendor API, model and price pages, read 2026-10-08; they gained 4K in mid-2026.',
}
