import { DreamgateError } from '@dreamgate/client'
import type { Dreamgate, Plan } from '@dreamgate/client'

import { requestOf } from '../draft/draft.ts'
import type { Draft } from '../draft/draft.ts'
import { byId, element } from '../page/element.ts'
import type { Store } from '../store.ts'
import { money, pixels, plural } from '../words/amounts.ts'
import { clearProblems, showProblems } from './problems.ts'

const PAUSE_MS = 300
/** Prices do not depend on the words, and are wanted before there are any. */
const STAND_IN_PROMPT = 'A picture'

/**
 * What the draft would cost, asked of the gateway a moment after each change; what it refuses is said with its fix.
 * The answer asks again where the gateway could not be reached the last time.
 */
export function priceLine(draft: Store<Draft>, client: Pick<Dreamgate, 'plan'>): () => void {
  let asked = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking = new AbortController()

  function ask(now: Draft): void {
    const { model, references } = now
    if (model === undefined || references.some(({ state }) => state.kind === 'uploading')) return
    const request = requestOf({ ...now, prompt: STAND_IN_PROMPT }, model)
    if (JSON.stringify(request) === asked) return
    asked = JSON.stringify(request)
    asking.abort()
    asking = new AbortController()
    const { signal } = asking
    clearTimeout(timer)
    timer = setTimeout(() => {
      client.plan(request, { signal }).then(
        (plan) => signal.aborted || showPlan(plan),
        (error: unknown) => signal.aborted || showRefusal(error),
      )
    }, PAUSE_MS)
  }

  function showRefusal(error: unknown): void {
    showPrice([])
    if (error instanceof DreamgateError && error.status === undefined) asked = ''
    else showProblems(draft, error)
  }

  draft.watch(ask)
  return () => ask(draft.get())
}

function showPlan({
  price_usd: price,
  count,
  width,
  height,
  size_source: source,
  engine,
  ignored,
}: Plan): void {
  clearProblems()
  const size = `${source === 'tier' ? 'about ' : ''}${pixels(width, height)}`
  const idle = ignored.length === 0 ? '' : ` Without effect here: ${ignored.join(', ')}.`
  const words = `${plural(count, 'picture')}, ${size}, drawn by ${engine}.${idle}`
  showPrice([element('strong', {}, [money(price)]), element('span', {}, [words])])
}

function showPrice(parts: readonly HTMLElement[]): void {
  byId('price', HTMLElement).replaceChildren(...parts)
}
