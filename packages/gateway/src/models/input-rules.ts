import type { InputRules } from '../core/model.ts'

/** 4.0 and newer (BytePlus API page, read 2026-10-08). "30 MB" there; taken as MiB, the kinder reading. */
export const INPUT: InputRules = {
  formats: ['jpeg', 'png', 'webp', 'bmp', 'tiff', 'gif', 'heic', 'heif'],
  maxBytes: 31_457_280,
  sideAbove: 14,
  pixels: { min: 196, max: 36_000_000 },
  aspect: { min: 1 / 16, max: 16 },
}

/** SeedEdit 3.0 (Volcengine API page, 2025): no smallest area beyond what the sides imply. */
export const LEGACY_INPUT: InputRules = {
  formats: ['jpeg', 'png'],
  maxBytes: 10_485_760,
  sideAbove: 14,
  pixels: { min: 1, max: 36_000_000 },
  aspect: { min: 1 / 3, max: 3 },
}
