import type { ModelRow } from '../core/model.ts'
import { usd } from '../core/money.ts'
import { LEGACY_INPUT } from './input-rules.ts'
import { LEGACY_PRESETS } from './size-tables.ts'

export const seededit30: ModelRow = {
  id: 'seededit-3-0-i2i-250628',
  aliases: ['doubao-seededit-3-0-i2i-250628'],
  status: 'shutdown',
  successor: 'seedream-4-0-250828',
  textToImage: false,
  edit: true,
  references: { min: 1, max: 1 },
  sequence: false,
  maxOutputs: 1,
  maxReferencesPlusOutputs: undefined,
  sizes: {
    tiers: {},
    presets: LEGACY_PRESETS,
    default: 'adaptive',
    adaptive: true,
    exact: false,
    pixels: undefined,
    side: undefined,
    aspect: undefined,
  },
  formats: ['jpeg'],
  takesFormat: false,
  seed: { kind: 'honoured', min: -1, max: 2_147_483_647 },
  guidanceScale: { kind: 'honoured', min: 1, max: 10, default: 5.5 },
  stream: false,
  refusedFields: [],
  promptModes: [],
  webSearch: false,
  backgrounds: [],
  transparentNeedsAlphaReference: false,
  maxLayers: 0,
  input: LEGACY_INPUT,
  price: { output: usd(0.03), split: undefined, references: undefined, layer: undefined },
  source:
    'Vendor API page of 2025; status from the vendor catalogue, read 2026-10-08. The table behind `adaptive` is not public: 3.0’s stands in for it.',
}
