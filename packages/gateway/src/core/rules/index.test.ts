import { describe, expect, it } from 'vitest'
import { models } from '../../models/index.ts'
import { catalogue } from '../catalogue.ts'
import type { Problem } from '../fault.ts'
import type { Reference } from '../image.ts'
import { CANONICAL_NAMES, type RouteLimits } from '../ports/dialect.ts'
import type { EngineCapabilities } from '../ports/engine.ts'
import type { Proposal } from '../proposal.ts'
import type { ReferenceSource, Request, Size, Submission } from '../request.ts'
import { parsePixels } from '../size.ts'
import { ignoredFields } from './ignored.ts'
import { referenceProblems, requestProblems } from './index.ts'

const known = catalogue(models)
const LITE = 'seedream-5.0-lite'
const FOUR = 'seedream-4.0'
const PRO = 'seedream-5-0-pro-260628'
const NEWEST = 'seedream-5-5-261028'
const THREE = 'seedream-3-0-t2i-250415'
const SEEDEDIT = 'seededit-3-0-i2i-250628'

describe('a plain request', () => {
  it('breaks no rule on any row that draws from text', () => {
    for (const row of models.filter((model) => model.textToImage)) {
      expect(requestProblems(proposal(row.id, {})), row.id).toEqual([])
    }
  })

  it('with one reference breaks no rule on any row that edits', () => {
    for (const row of models.filter((model) => model.edit)) {
      const one = proposal(row.id, { references: sources(1) })
      expect(requestProblems(one), row.id).toEqual([])
      expect(referenceProblems({ ...one, references: [photo()], mask: undefined }), row.id).toEqual([])
    }
  })
})

describe('sizes', () => {
  const verdicts: readonly (readonly [size: string, ...verdict: string[]])[] = [
    //              3.0          SeedEdit         4.0           4.5           5.0-lite      pro           flash         5.5
    ['512x512', '', 'adaptive', '960x960', '1920x1920', '1920x1920', '960x960', '960x960', '960x960'],
    ['1024x1024', '', 'adaptive', '', '1920x1920', '1920x1920', '', '', ''],
    ['1280x720', '', 'adaptive', '', '2560x1440', '2560x1440', '', '', ''],
    ['2048x2048', '', 'adaptive', '', '', '', '', '', ''],
    ['2560x1440', '2048x1152', 'adaptive', '', '', '', '', '', ''],
    ['6240x2656', '2044x870', 'adaptive', '', '', '', '3294x1402', '3294x1402', '3294x1402'],
    ['1K', '1024x1024', 'adaptive', '', '2K', '2K', '', '', ''],
    ['1.5K', '1536x1536', 'adaptive', '1K', '2K', '2K', '', '', ''],
    ['2k', '2048x2048', 'adaptive', '', '', '', '', '', ''],
    ['3K', '2048x2048', 'adaptive', '2K', '2K', '', '2K', '2K', '2K'],
    ['4K', '2048x2048', 'adaptive', '', '', '', '2K', '2K', '2K'],
    ['adaptive', '1024x1024', '', '2048x2048', '2048x2048', '2048x2048', '2K', '2K', '2K'],
    ['default', '', '', '', '', '', '', '', ''],
  ]

  it.each(verdicts)('%s is taken or answered with the nearest legal one on every row', (size, ...verdict) => {
    for (const [index, row] of models.entries()) {
      const references = row.textToImage ? [] : sources(1)
      const problems = requestProblems(proposal(row.id, { size: sizeOf(size), references }))
      const expected = verdict[index] ?? ''

      expect(
        problems.map((problem) => problem.nearest),
        `${size} on ${row.id}`,
      ).toEqual(expected === '' ? [] : [expected])
    }
  })

  it('say the rule, the value seen and the nearest legal one', () => {
    expect(requestProblems(proposal(LITE, { size: sizeOf('1280x720') }))).toEqual([
      {
        param: 'size',
        rule: 'size.pixels',
        message:
          '`size` 1280x720 has 921,600 pixels; seedream-5-0-260128 takes 3,686,400 to 16,777,216. The nearest is 2560x1440.',
        nearest: '2560x1440',
      },
    ])
  })

  it('break several rules at once, and each is said', () => {
    const problems = requestProblems(proposal(FOUR, { size: sizeOf('30000x10') }))

    expect(rulesOf(problems)).toEqual(['size.aspect', 'size.pixels'].toSorted())
    expect(new Set(problems.map((problem) => problem.nearest)).size).toBe(1)
  })

  it('whatever nearest one is offered is then taken', () => {
    for (const row of models) {
      const references = row.textToImage ? [] : sources(1)
      for (const [size] of verdicts) {
        for (const { nearest } of requestProblems(proposal(row.id, { size: sizeOf(size), references }))) {
          const again = requestProblems(proposal(row.id, { size: sizeOf(String(nearest)), references }))
          expect(again, `${size} → ${nearest} on ${row.id}`).toEqual([])
        }
      }
    }
  })

  it('with a longest side to be said are answered with one that keeps to it', () => {
    for (const row of models.filter((model) => model.sizes.exact && model.textToImage)) {
      for (const [width, height] of [
        [4096, 256],
        [300, 4096],
        [64, 64],
      ] as const) {
        const size = { kind: 'exact', width, height, maxSide: 4096 } as const
        for (const { nearest } of requestProblems(proposal(row.id, { size }))) {
          const said = parsePixels(String(nearest))
          expect(Math.max(said?.width ?? Infinity, said?.height ?? Infinity)).toBeLessThanOrEqual(4096)
          const again = requestProblems(proposal(row.id, { size: { ...size, ...said } }))
          expect(again, `${width}x${height} → ${nearest} on ${row.id}`).toEqual([])
        }
      }
    }
  })

  it('are required where the route says so for this model', () => {
    const limits = { sizeRequiredFor: ['seedream-4-5-251128'] }

    expect(requestProblems(proposal('seedream-4.5', {}, { limits }))).toMatchObject([
      { param: 'size', rule: 'required', nearest: '2048x2048' },
    ])
    expect(requestProblems(proposal(FOUR, {}, { limits }))).toEqual([])
  })
})

describe('references', () => {
  it('are refused by a model that draws from text alone', () => {
    const problems = requestProblems(proposal(THREE, { references: sources(1) }))
    expect(rulesOf(problems)).toEqual(['references.unsupported'])
  })

  it('are required by a model that only edits', () => {
    const [problem] = requestProblems(proposal(SEEDEDIT, {}))
    expect(problem).toMatchObject({ param: 'image', rule: 'required' })
  })

  it('are required by a route that only edits', () => {
    const problems = requestProblems(proposal(FOUR, {}, { limits: { referenceRequired: true } }))
    expect(rulesOf(problems)).toEqual(['required'])
  })

  it.each([
    [FOUR, 14, 15],
    [PRO, 10, 11],
    [SEEDEDIT, 1, 2],
  ])('of %s may be %i, not %i', (model, most, tooMany) => {
    expect(requestProblems(proposal(model, { references: sources(most) }))).toEqual([])

    const problems = requestProblems(proposal(model, { references: sources(tooMany) }))
    expect(problems[0]).toMatchObject({ rule: 'references.max', nearest: most })
    expect(problems[0]?.message).toContain(`${tooMany} references`)
  })

  it('keep to the route’s own limit when that is lower', () => {
    const [problem] = requestProblems(
      proposal(FOUR, { references: sources(11) }, { limits: { references: 10 } }),
    )

    expect(problem).toMatchObject({ rule: 'references.max', nearest: 10 })
    expect(problem?.message).toContain('this route')
  })
})

describe('counts', () => {
  it.each([
    ['n', { kind: 'independent', count: 6 }, 'n'],
    ['a sequence', { kind: 'sequence', max: 6 }, 'sequential_image_generation_options.max_images'],
  ] as const)('and references are 15 together at most, spelled as %s', (_, output, param) => {
    expect(requestProblems(proposal(FOUR, { output, references: sources(9) }))).toEqual([])
    expect(requestProblems(proposal(FOUR, { output, references: sources(10) }))).toMatchObject([
      { param, rule: 'references.plus.outputs', nearest: 5 },
    ])
  })

  it.each([
    [0, 1],
    [7, 6],
    [1.4, 1],
    [Number.NaN, 1],
  ])('of %d is answered with the route’s nearest, %i', (count, nearest) => {
    const problems = requestProblems(proposal(FOUR, { output: { kind: 'independent', count } }))
    expect(problems).toMatchObject([{ param: 'n', rule: 'count.range', nearest }])
  })

  it('of a sequence reach the row’s 15', () => {
    const story = (max: number) => requestProblems(proposal(FOUR, { output: { kind: 'sequence', max } }))

    expect(story(15)).toEqual([])
    expect(story(16)).toMatchObject([{ rule: 'count.range', nearest: 15 }])
    expect(story(0)).toMatchObject([{ rule: 'count.range', nearest: 1 }])
  })

  it('of a sequence may be left to the route', () => {
    const output = { kind: 'sequence', max: undefined } as const
    expect(requestProblems(proposal(FOUR, { output, references: sources(14) }))).toEqual([])
  })

  it('above one are unrelated pictures on a model without sequences', () => {
    expect(requestProblems(proposal(PRO, { output: { kind: 'independent', count: 4 } }))).toEqual([])
    expect(requestProblems(proposal(PRO, { output: { kind: 'sequence', max: 4 } }))).toMatchObject([
      { param: 'sequential_image_generation', rule: 'sequence.unsupported', nearest: 'disabled' },
    ])
  })

  it('are spoken of by the field that the caller used to ask for a sequence', () => {
    const names = { ...CANONICAL_NAMES, sequenceMax: 'num_images' }
    const story = proposal(PRO, { output: { kind: 'sequence', max: 4 } }, { names, present: ['num_images'] })

    expect(requestProblems(story)).toMatchObject([{ param: 'num_images', nearest: 1 }])
  })

  it('need an engine that draws sequences', () => {
    const engine = { ...ENGINE, sequences: false }
    const [problem] = requestProblems(proposal(FOUR, { output: { kind: 'sequence', max: 2 } }, { engine }))

    expect(problem).toMatchObject({ rule: 'sequence.unsupported', nearest: 'disabled' })
    expect(problem?.message).toContain('the engine')
  })
})

describe('formats', () => {
  it('png is refused below 5.0 with a hint, and made from there on', () => {
    const [problem] = requestProblems(proposal(FOUR, { format: 'png' }))

    expect(problem).toMatchObject({ param: 'output_format', rule: 'format.unsupported', nearest: 'jpeg' })
    expect(problem?.message).toContain('5.0 model')
    expect(requestProblems(proposal(LITE, { format: 'png' }))).toEqual([])
    expect(requestProblems(proposal(FOUR, { format: 'jpeg' }))).toEqual([])
  })
})

describe('backgrounds', () => {
  it('transparent is refused by a model that cannot, opaque is what it makes anyway', () => {
    expect(rulesOf(requestProblems(proposal(LITE, { background: 'transparent' })))).toEqual([
      'background.unsupported',
    ])
    expect(requestProblems(proposal(LITE, { background: 'opaque' }))).toEqual([])
    expect(requestProblems(proposal(LITE, { background: 'auto' }))).toEqual([])
  })

  it('transparent cannot be jpeg', () => {
    const jpeg = proposal(NEWEST, { background: 'transparent', format: 'jpeg' })

    expect(requestProblems(jpeg)).toMatchObject([{ param: 'output_format', nearest: 'png' }])
    expect(requestProblems(proposal(NEWEST, { background: 'transparent', format: 'png' }))).toEqual([])
    expect(requestProblems(proposal(NEWEST, { background: 'transparent' }))).toEqual([])
  })

  it('transparent needs exactly one reference on pro, and that one must be transparent', () => {
    const wish = { background: 'transparent' } as const
    expect(rulesOf(requestProblems(proposal(PRO, wish)))).toEqual(['background.references'])
    expect(rulesOf(requestProblems(proposal(PRO, { ...wish, references: sources(2) })))).toEqual([
      'background.references',
    ])

    const one = proposal(PRO, { ...wish, references: sources(1) })
    expect(requestProblems(one)).toEqual([])
    expect(rulesOf(referenceProblems({ ...one, references: [photo()], mask: undefined }))).toEqual([
      'background.alpha',
    ])
    const cutOut = photo({ alpha: true, mediaType: 'image/png' })
    expect(referenceProblems({ ...one, references: [cutOut], mask: undefined })).toEqual([])
  })

  it('auto is a word of 5.5 and not of pro', () => {
    expect(requestProblems(proposal(NEWEST, { background: 'auto' }))).toEqual([])
    expect(requestProblems(proposal(PRO, { background: 'auto' }))).toMatchObject([{ nearest: 'opaque' }])
  })
})

describe('layers', () => {
  const layers = { layers: true } as const

  it('are refused by a model without them', () => {
    const problems = requestProblems(proposal(FOUR, { ...layers, references: sources(1) }))
    expect(problems).toMatchObject([
      { param: 'layer_decomposition', rule: 'layers.unsupported', nearest: false },
    ])
  })

  it('take exactly one reference, a tier or no size, png and one picture', () => {
    expect(requestProblems(proposal(PRO, { ...layers, references: sources(1), size: sizeOf('1K') }))).toEqual(
      [],
    )
    const wrong = {
      ...layers,
      references: sources(2),
      size: sizeOf('1500x1500'),
      format: 'jpeg',
      background: 'opaque',
      output: { kind: 'independent', count: 2 },
    } as const
    expect(rulesOf(requestProblems(proposal(PRO, wrong)))).toEqual([
      'background.layers',
      'layers.count',
      'layers.format',
      'layers.references',
      'size.layers',
    ])
  })

  it('need a picture large enough to split', () => {
    const one = proposal(PRO, { ...layers, references: sources(1) })
    const small = photo({ width: 400, height: 400 })

    expect(rulesOf(referenceProblems({ ...one, references: [small], mask: undefined }))).toEqual([
      'reference.layers',
    ])
  })
})

describe('what only tunes', () => {
  it('keeps to its range where the model has the knob', () => {
    expect(requestProblems(proposal(THREE, { seed: -2, guidanceScale: 11 }))).toMatchObject([
      { param: 'seed', rule: 'seed.range', nearest: -1 },
      { param: 'guidance_scale', rule: 'guidance.range', nearest: 10 },
    ])
    expect(requestProblems(proposal(THREE, { seed: 2_147_483_647, guidanceScale: 1 }))).toEqual([])
  })

  it('is ignored, in the caller’s spelling, where it has none', () => {
    const names = { ...CANONICAL_NAMES, promptMode: 'optimize_prompt_options' }
    const tuned = { seed: 7, guidanceScale: 99, promptMode: 'fast' } as const

    expect(ignoredFields(proposal(FOUR, tuned, { names }))).toEqual(['seed', 'guidance_scale'])
    expect(ignoredFields(proposal(THREE, { ...tuned, guidanceScale: 3 }, { names }))).toEqual([
      'optimize_prompt_options',
    ])
    expect(requestProblems(proposal(FOUR, tuned, { names }))).toEqual([])
  })

  it('is sent on where the vendor’s documents are silent', () => {
    expect(ignoredFields(proposal(PRO, { seed: 7 }))).toEqual([])
    expect(ignoredFields(proposal(NEWEST, { seed: 7 }))).toEqual(['seed'])
  })

  it('refuses a mode that the model lacks, beside one it has', () => {
    expect(requestProblems(proposal(LITE, { promptMode: 'fast' }))).toMatchObject([
      { param: 'optimize_prompt_options.mode', rule: 'promptMode.unsupported', nearest: 'standard' },
    ])
  })
})

describe('web search', () => {
  it('is for the one row that has it', () => {
    const searching = models.filter((row) => {
      const references = row.textToImage ? [] : sources(1)
      return requestProblems(proposal(row.id, { webSearch: true, references })).length === 0
    })
    expect(searching.map((row) => row.id)).toEqual(['seedream-5-0-260128'])
  })
})

describe('fields refused by their presence', () => {
  const present = ['model', 'stream', 'tools', 'sequential_image_generation']

  it('are named in the vendor’s words, once each, where the route refuses them', () => {
    const output = { kind: 'sequence', max: 3 } as const
    const strict = proposal(PRO, { output, webSearch: true }, { present, limits: { refusesPresence: true } })

    expect(requestProblems(strict).map((problem) => problem.message)).toEqual([
      'the parameter `sequential_image_generation` is not supported by the current model',
      'the parameter `stream` is not supported by the current model',
      'the parameter `tools` is not supported by the current model',
    ])
  })

  it('pass elsewhere, and on rows that take them', () => {
    expect(requestProblems(proposal(PRO, {}, { present }))).toEqual([])
    expect(requestProblems(proposal(FOUR, {}, { present, limits: { refusesPresence: true } }))).toEqual([])
  })
})

describe('masks', () => {
  const mask: ReferenceSource = { kind: 'file', id: 'file_mask' }
  const masked = proposal(FOUR, { mask, references: sources(1) })

  it('need a reference and an engine that edits inside them', () => {
    expect(requestProblems(masked)).toEqual([])

    const engine = { ...ENGINE, masks: false }
    const problems = requestProblems(proposal(FOUR, { mask }, { engine }))
    expect(rulesOf(problems)).toEqual(['mask.reference', 'mask.unsupported'])
    expect(problems[0]?.message).toContain('this engine edits whole pictures')
  })

  it.each([
    ['a cut-out PNG of the same size', { mediaType: 'image/png', alpha: true }, []],
    ['an opaque PNG', { mediaType: 'image/png' }, ['mask.alpha']],
    ['a JPEG', {}, ['mask.format']],
    ['another size', { mediaType: 'image/png', alpha: true, width: 512 }, ['mask.size']],
  ] as const)('%s', (_, facts, rules) => {
    const problems = referenceProblems({ ...masked, references: [photo()], mask: photo(facts) })
    expect(rulesOf(problems)).toEqual(rules)
  })
})

describe('a reference that was read', () => {
  it.each([
    ['within all limits', {}, []],
    ['too many bytes', { bytes: 31_457_281 }, ['reference.bytes']],
    ['a side too short', { width: 14, height: 20 }, ['reference.side']],
    ['too many pixels', { width: 6001, height: 6000 }, ['reference.pixels']],
    ['too wide', { width: 1700, height: 100 }, ['reference.aspect']],
    ['heic', { mediaType: 'image/heic' }, []],
    ['tiny', { width: 1, height: 1 }, ['reference.pixels', 'reference.side']],
  ] as const)('%s', (_, facts, rules) => {
    const one = proposal(FOUR, { references: sources(1) })
    expect(rulesOf(referenceProblems({ ...one, references: [photo(facts)], mask: undefined }))).toEqual(rules)
  })

  it('keeps to the older model’s formats and ratio', () => {
    const one = proposal(SEEDEDIT, { references: sources(1) })
    const odd = photo({ mediaType: 'image/webp', width: 2000, height: 500 })

    expect(rulesOf(referenceProblems({ ...one, references: [odd], mask: undefined }))).toEqual([
      'reference.aspect',
      'reference.format',
    ])
  })

  it('is named as the caller spelled it, the second one too', () => {
    const referenceNames = ['images[0].url', 'images[1].url']
    const two = proposal(FOUR, { references: sources(2) }, { referenceNames })
    const references = [photo(), photo({ width: 10, height: 1000 })]

    for (const problem of referenceProblems({ ...two, references, mask: undefined })) {
      expect(problem.param).toBe('images[1].url')
      expect(problem.message).toContain('`images[1].url` is 10x1000')
    }
  })
})

interface Surroundings {
  readonly limits?: Partial<RouteLimits>
  readonly engine?: EngineCapabilities
  readonly names?: Submission['names']
  readonly present?: readonly string[]
  readonly referenceNames?: readonly string[]
}

const ENGINE: EngineCapabilities = {
  streams: true,
  tickets: true,
  masks: true,
  sequences: true,
  watermarks: true,
  picturesPerAsk: 1,
  readsEveryFormat: true,
  free: true,
  afterCrash: 'retry',
}

function proposal(model: string, wish: Partial<Request>, around: Surroundings = {}): Proposal {
  const row = known.find(model)
  if (row === undefined) throw new Error(`no row ${model}`)
  return {
    submission: submission(wish, around),
    row,
    defaults: {
      model: undefined,
      fallbackModel: undefined,
      size: undefined,
      watermark: false,
      sequenceMax: undefined,
    },
    limits: {
      references: undefined,
      count: 6,
      referenceRequired: false,
      sizeRequiredFor: [],
      refusesPresence: false,
      extendPrompt: undefined,
      ...around.limits,
    },
    engine: around.engine ?? ENGINE,
  }
}

function submission(wish: Partial<Request>, around: Surroundings): Submission {
  return {
    request: { ...EMPTY, ...wish },
    names: around.names ?? CANONICAL_NAMES,
    referenceNames: around.referenceNames ?? (wish.references ?? []).map((_, index) => `image[${index}]`),
    delivery: 'address',
    stream: undefined,
    waitSeconds: undefined,
    ignored: [],
    problems: [],
    present: around.present ?? [],
  }
}

const EMPTY: Request = {
  model: undefined,
  prompt: 'a heron at dawn',
  references: [],
  mask: undefined,
  size: { kind: 'default' },
  output: { kind: 'independent', count: 1 },
  seed: undefined,
  guidanceScale: undefined,
  watermark: undefined,
  format: undefined,
  background: undefined,
  layers: false,
  webSearch: false,
  promptMode: undefined,
  user: undefined,
  metadata: undefined,
}

function sources(count: number): readonly ReferenceSource[] {
  return Array.from({ length: count }, (_, index) => ({ kind: 'file', id: `file_${index}` }))
}

function photo(facts: Partial<Reference> = {}): Reference {
  return {
    blob: 'sha256-0',
    mediaType: 'image/jpeg',
    bytes: 100_000,
    width: 1600,
    height: 1200,
    alpha: false,
    imageId: undefined,
    ...facts,
  }
}

function sizeOf(text: string): Size {
  if (text === 'default' || text === 'adaptive') return { kind: text }
  const pixels = parsePixels(text)
  return pixels === undefined
    ? { kind: 'tier', tier: text }
    : { kind: 'exact', ...pixels, maxSide: undefined }
}

function rulesOf(problems: readonly Problem[]): readonly string[] {
  return problems.map((problem) => problem.rule).toSorted()
}
