import type { Problem } from '../fault.ts'
import type { Reference } from '../image.ts'
import type { InputRules } from '../model.ts'
import { within } from '../size-limits.ts'
import { spellPixels } from '../size.ts'
import { grouped, listed, NO_PROBLEMS, type ReadRule } from './rule.ts'

/** Every reference against what the row takes in. */
export const referencePictureRule: ReadRule = ({ submission, row, references }) => {
  const { input } = row
  if (input === undefined) return NO_PROBLEMS
  const { names, referenceNames, request } = submission
  return references.flatMap((reference, index) => {
    const param = referenceNames[index] ?? `${names.references}[${index}]`
    const breaches = [
      ...pictureBreaches(reference, input),
      ...(request.layers ? layerBreaches(reference) : []),
    ]
    return breaches.map(([rule, text]): Problem => ({
      param,
      rule: `reference.${rule}`,
      message: `\`${param}\` ${text}`,
    }))
  })
}

type Breach = readonly [rule: string, text: string]

function pictureBreaches(reference: Reference, input: InputRules): readonly Breach[] {
  const { width, height, bytes } = reference
  const format = reference.mediaType.slice('image/'.length)
  const breaches: Breach[] = []
  if (!input.formats.includes(format)) {
    breaches.push(['format', `is ${format}; this model takes ${listed(input.formats)}.`])
  }
  if (bytes > input.maxBytes) {
    breaches.push(['bytes', `has ${grouped(bytes)} bytes; at most ${grouped(input.maxBytes)} are taken.`])
  }
  if (Math.min(width, height) <= input.sideAbove) {
    breaches.push([
      'side',
      `is ${spellPixels(reference)}; each side must be larger than ${input.sideAbove} pixels.`,
    ])
  }
  if (!within(width * height, input.pixels)) {
    const range = `${grouped(input.pixels.min)} to ${grouped(input.pixels.max)}`
    breaches.push([
      'pixels',
      `is ${spellPixels(reference)}, ${grouped(width * height)} pixels; ${range} are taken.`,
    ])
  }
  if (!within(width / height, input.aspect)) {
    const most = Math.round(input.aspect.max)
    breaches.push(['aspect', `is ${spellPixels(reference)}; its sides may differ ${most}:1 at most.`])
  }
  return breaches
}

/** Smallest picture that can be split (vendor API page, read 2026-10-08). */
const LAYER_PIXELS = 262_144

function layerBreaches(reference: Reference): readonly Breach[] {
  if (reference.width * reference.height >= LAYER_PIXELS) return []
  return [
    [
      'layers',
      `is ${spellPixels(reference)}; a picture to split into layers needs ${grouped(LAYER_PIXELS)} pixels.`,
    ],
  ]
}
