import { dreamgate } from '@dreamgate/client'
import type { Dreamgate, Model } from '@dreamgate/client'

import { byId } from './page/element.ts'
import { keyGate } from './page/key-gate.ts'
import { showNotice } from './page/notice.ts'
import { session } from './session.ts'
import { studio } from './studio.ts'
import { isKeyRefused, plainWords } from './words/plain-words.ts'

const keys = session({ location, history, storage: sessionStorage })
const gate = keyGate(enter)
let entered = false

const known = keys.key()
if (known === undefined) gate.open()
else void enter(known).then((refusal) => refusal !== undefined && gate.open(refusal))

byId('forget-key', HTMLButtonElement).addEventListener('click', leave)
window.addEventListener('hashchange', () => {
  if (location.hash.startsWith('#key=')) location.reload()
})

/** Why the key will not do, or nothing when it was let in. */
async function enter(key: string): Promise<string | undefined> {
  const client = dreamgate({ baseUrl: new URL('.', document.baseURI).href, key })
  try {
    const { data: models } = await client.models.list()
    const usual = await usualModel(client, models)
    keys.keep(key)
    open(client, models, usual)
    return undefined
  } catch (error) {
    if (!isKeyRefused(error)) return sentence(error)
    keys.forget()
    return 'The gateway does not know this key. Check that all of it was copied.'
  }
}

/** What the gateway takes when nobody names a model; without an answer, the first that can be drawn with. */
async function usualModel(client: Dreamgate, models: readonly Model[]): Promise<Model> {
  const usual = await client.plan({ prompt: 'A picture' }).then(
    ({ model }) => models.find(({ id }) => id === model),
    () => undefined,
  )
  const model = usual ?? models.find(({ engines }) => engines.length > 0) ?? models[0]
  if (model === undefined) throw new Error('This gateway has no models.')
  return model
}

function open(client: Dreamgate, models: readonly Model[], usual: Model): void {
  gate.close()
  if (entered) {
    location.reload()
    return
  }
  entered = true
  byId('studio', HTMLElement).hidden = false
  byId('forget-key', HTMLButtonElement).hidden = false
  studio({ client, models, usual, onKeyRefused: refused })
}

function refused(): void {
  keys.forget()
  showNotice(undefined)
  byId('studio', HTMLElement).hidden = true
  byId('forget-key', HTMLButtonElement).hidden = true
  gate.open('This key is no longer accepted. It may have been revoked or have expired.')
}

function leave(): void {
  keys.forget()
  location.reload()
}

function sentence(error: unknown): string {
  const { title, text } = plainWords(error)
  return `${title}. ${text}`
}
