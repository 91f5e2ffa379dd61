import type { ModelRow } from '../core/model.ts'
import { usd } from '../core/money.ts'
import { INPUT } from './input-rules.ts'
import { FOUR_K, ONE_K_OF_4, TWO_K_OF_4 } from './size-tables.ts'

export const seedream40: ModelRow = {
  id: 'seedream-4-0-250828',
  aliases: ['doubao-seedream-4-0-250828', 'seedream-4.0'],
  status: 'live',
  successor: undefined,
  textToImage: true,
  edit: true,
  references: { min: 0, max: 14 },
  sequence: true,
  maxOutputs: 15,
  maxReferencesPlusOutputs: 15,
  sizes: {
    tiers: { '1K': ONE_K_OF_4, '2K': TWO_K_OF_4, '4K': FOUR_K },
    presets: {},
    default: '2048x2048',
    adaptive: false,
    exact: true,
    pixels: { min: 921_600, max: 16_777_216 },
    side: undefined,
    aspect: { min: 1 / 16, max: 16 },
  },
  formats: ['jpeg'],
  takesFormat: false,
  seed: { kind: 'none' },
  guidanceScale: { kind: 'none' },
  stream: true,
  refusedFields: [],
  promptModes: ['standard', 'fast'],
  webSearch: false,
  backgrounds: [],
  transparentNeedsAlphaReference: false,
  maxLayers: 0,
  input: INPUT,
  price: { output: usd(0.03), split: undefined, references: undefined, layer: undefined },
  source: 'Vendor API, model and price pages, read 2026-10-08.',
}
