import type { ModelRow } from '../core/model.ts'
import { usd } from '../core/money.ts'
import { INPUT } from './input-rules.ts'
import { ONE_AND_A_HALF_K, ONE_K, TWO_K } from './size-tables.ts'

export const seedream50Flash: ModelRow = {
  id: 'dola-seedream-5-0-flash-260915',
  aliases: ['seedream-5-0-flash-260915', 'doubao-seedream-5-0-flash-260915'],
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
  seed: { kind: 'undocumented' },
  guidanceScale: { kind: 'none' },
  stream: false,
  refusedFields: ['sequential_image_generation', 'sequential_image_generation_options', 'stream', 'tools'],
  promptModes: ['standard'],
  webSearch: false,
  backgrounds: ['opaque', 'transparent'],
  transparentNeedsAlphaReference: true,
  maxLayers: 16,
  input: INPUT,
  price: {
    output: usd(0.018),
    split: undefined,
    references: undefined,
    layer: { output: usd(0.018), outputAbove: usd(0.018) },
  },
  source:
    'Vendor API, model and price pages, read 2026-10-08; seed worked live that day; refused fields inferred from 5.0 pro.',
}
