import type { Model } from '@dreamgate/client'

import { money, plural } from './amounts.ts'

/** `doubao-seedream-5-0-lite-260128` is called Seedream 5.0 Lite. Of its names the one that says most is taken. */
export function modelTitle({ id, aliases }: Pick<Model, 'id' | 'aliases'>): string {
  const names = [id, ...aliases].map(bareName)
  return names.reduce((best, name) => (name.length > best.length ? name : best)).replaceAll('-', ' ')
}

function bareName(id: string): string {
  return id
    .replace(/^(?:dola|doubao)-/, '')
    .replace(/-\d{6}$/, '')
    .replace(/-(\d+)-(\d+)/, '-$1.$2')
    .replace(/-t2i$/, '')
    .replace(/-i2i$/, '')
    .replaceAll(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
    .replace('Seededit', 'SeedEdit')
}

/** What the model can do, in short statements. */
export function modelTalents(model: Model): readonly string[] {
  return [
    sizeTalent(model),
    referenceTalent(model),
    sequenceTalent(model),
    formatTalent(model),
    priceTalent(model),
  ].filter((talent) => talent !== undefined)
}

function sizeTalent({ sizes }: Model): string {
  const tiers = Object.keys(sizes.tiers)
  if (tiers.length === 0 && !sizes.exact) return 'keeps the shape of its reference'
  const words = tiers.length > 0 ? tiers.join(', ') : plural(Object.keys(sizes.presets).length, 'preset size')
  return sizes.exact ? `${words} or exact pixels` : words
}

function referenceTalent({ references: { min, max } }: Model): string {
  if (max === 0) return 'draws from words only'
  if (min === 0) return `up to ${plural(max, 'reference')}`
  return min === max ? `needs ${plural(min, 'reference')}` : `needs ${min} to ${max} references`
}

function sequenceTalent({ sequence, max_outputs: most }: Model): string | undefined {
  return sequence ? `stories of up to ${most} pictures` : undefined
}

function formatTalent({ output_formats: formats }: Model): string {
  return formats.map((format) => format.toUpperCase()).join(' or ')
}

function priceTalent({ price_usd: price }: Model): string | undefined {
  if (price === null) return undefined
  const { per_image: each, per_image_above: above } = price
  return above === null || above === each
    ? `list price ${money(each)} a picture`
    : `list price ${money(each)} to ${money(above)} a picture`
}
