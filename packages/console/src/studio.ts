import type { Dreamgate, Model } from '@dreamgate/client'

import { composer } from './composer/composer.ts'
import { countField } from './composer/count-field.ts'
import { chooseModel, modelField } from './composer/model-field.ts'
import { optionFields } from './composer/option-fields.ts'
import { priceLine } from './composer/price-line.ts'
import { referenceTray } from './composer/reference-tray.ts'
import { sizeField } from './composer/size-field.ts'
import { EMPTY_DRAFT } from './draft/draft.ts'
import { feed } from './jobs/feed.ts'
import { gallery } from './jobs/gallery.ts'
import { stage } from './jobs/stage.ts'
import { viewer } from './jobs/viewer.ts'
import { byId } from './page/element.ts'
import { showNotice } from './page/notice.ts'
import { store } from './store.ts'
import { modelTitle } from './words/model-words.ts'
import { isKeyRefused, plainWords } from './words/plain-words.ts'

export interface StudioOptions {
  readonly client: Dreamgate
  readonly models: readonly Model[]
  /** The gateway's own choice, preselected. */
  readonly usual: Model
  readonly onKeyRefused: () => void
}

/** The page once there is a key: composer, stage, gallery. */
export function studio({ client, models, usual, onKeyRefused }: StudioOptions): void {
  const draft = store(EMPTY_DRAFT)
  const jobs = feed(client, { onTrouble, onWell })

  function onWell(): void {
    showNotice(undefined)
    askPrice()
  }

  function onTrouble(error: unknown): void {
    if (!isKeyRefused(error)) return showNotice(plainWords(error))
    jobs.stop()
    onKeyRefused()
  }

  modelField(draft, models)
  sizeField(draft)
  countField(draft)
  optionFields(draft)
  const tray = referenceTray(draft, client)
  const askPrice = priceLine(draft, client)
  composer(draft, async (request) => {
    await jobs.submit(request)
    if (isOneColumn()) byId('stage', HTMLElement).scrollIntoView({ block: 'start' })
  })
  chooseModel(draft, usual)

  const titles = new Map(models.map((model) => [model.id, modelTitle(model)]))
  const large = viewer(tray.addResult)
  stage(jobs.state, {
    onOpen: large.open,
    onReference: tray.addResult,
    titleOf: (id) => titles.get(id) ?? id,
    onCancel: (id) => void jobs.cancel(id).catch(onTrouble),
    onPrompt(prompt) {
      draft.change({ prompt })
      byId('prompt', HTMLTextAreaElement).focus()
    },
  })
  gallery(jobs, { onTrouble })
}

/** Where the pictures come below the composer, one must be brought to them. The width is the style sheet's. */
function isOneColumn(): boolean {
  return window.matchMedia('(max-width: 960px)').matches
}
