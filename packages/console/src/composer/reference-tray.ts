import type { Dreamgate, JobImage } from '@dreamgate/client'

import type { Draft, DraftReference } from '../draft/draft.ts'
import { ownAddress } from '../jobs/own-address.ts'
import { announce } from '../page/announce.ts'
import { byId, element, iconButton } from '../page/element.ts'
import { syncChildren } from '../page/sync-children.ts'
import type { Store } from '../store.ts'
import { plainWords } from '../words/plain-words.ts'
import { plural } from '../words/amounts.ts'

export interface ReferenceTray {
  /** A result of this gateway, by its id: nothing is uploaded. */
  readonly addResult: (image: JobImage) => void
}

/** The numbered references. Files are uploaded as soon as they are added, so that a price can be asked with them. */
export function referenceTray(draft: Store<Draft>, client: Pick<Dreamgate, 'files'>): ReferenceTray {
  const files = byId('reference-files', HTMLInputElement)
  const add = (pictures: readonly File[]) => {
    for (const picture of pictures) void upload(draft, client, picture)
  }
  byId('add-references', HTMLButtonElement).addEventListener('click', () => files.click())
  files.addEventListener('change', () => {
    add([...(files.files ?? [])])
    files.value = ''
  })
  onPaste(add)
  onDrop(add)
  draft.watch(show(draft))
  return {
    addResult(image) {
      const reference = { kind: 'ready', reference: image.id } as const
      append(draft, { key: newKey(), name: 'a result', thumbnail: ownAddress(image), state: reference })
    },
  }
}

function show(draft: Store<Draft>) {
  const list = byId('references', HTMLElement)
  const hint = byId('references-hint', HTMLElement)
  return ({ references, model }: Draft) => {
    const pieces = references.map((reference, place) => ({
      key: reference.key,
      shows: `${place} ${reference.state.kind}`,
      make: () => thumbnail(draft, reference, place + 1),
    }))
    syncChildren(list, pieces)
    hint.textContent = hintFor(references.length, model?.references)
  }
}

function hintFor(count: number, range: { readonly min: number; readonly max: number } | undefined): string {
  if (range === undefined) return ''
  if (range.max === 0) return count === 0 ? '' : 'This model takes no references.'
  if (count < range.min) return `This model edits: give it ${plural(range.min, 'picture')}.`
  if (count > range.max) return `This model takes at most ${plural(range.max, 'reference')}.`
  return count === 0 ? '' : 'Speak of them in the prompt as image 1, image 2, …'
}

function thumbnail(draft: Store<Draft>, reference: DraftReference, number: number): HTMLElement {
  const { name, thumbnail: src, state } = reference
  const remove = iconButton('close', `Remove image ${number}`, () => {
    URL.revokeObjectURL(src)
    draft.change({ references: draft.get().references.filter(({ key }) => key !== reference.key) })
    announce(`Image ${number} removed.`)
    byId('add-references', HTMLButtonElement).focus()
  })
  const said = state.kind === 'uploading' ? 'Uploading…' : state.kind === 'failed' ? state.reason : ''
  return element('li', { className: `reference ${state.kind}`, title: said || name }, [
    element('img', { src, alt: `Image ${number}: ${name}` }),
    element('span', { className: 'number' }, [`image ${number}`]),
    ...(said === '' ? [] : [element('span', { className: 'said' }, [said])]),
    remove,
  ])
}

async function upload(draft: Store<Draft>, client: Pick<Dreamgate, 'files'>, file: File): Promise<void> {
  const key = newKey()
  append(draft, { key, name: file.name, thumbnail: URL.createObjectURL(file), state: { kind: 'uploading' } })
  const state = await client.files.upload(file).then(
    ({ id }) => ({ kind: 'ready', reference: id }) as const,
    (error: unknown) => ({ kind: 'failed', reason: plainWords(error).text }) as const,
  )
  if (state.kind === 'failed') announce(`${file.name} could not be uploaded: ${state.reason}`)
  draft.change({
    references: draft.get().references.map((known) => (known.key === key ? { ...known, state } : known)),
  })
}

function append(draft: Store<Draft>, reference: DraftReference): void {
  const references = [...draft.get().references, reference]
  draft.change({ references })
  announce(`${reference.name} is image ${references.length}.`)
}

let keys = 0
function newKey(): string {
  return String((keys += 1))
}

function onPaste(add: (pictures: readonly File[]) => void): void {
  document.addEventListener('paste', (event) => {
    const pictures = picturesIn(event.clipboardData)
    if (pictures.length === 0) return
    event.preventDefault()
    add(pictures)
  })
}

function onDrop(add: (pictures: readonly File[]) => void): void {
  const hover = (event: DragEvent, over: boolean) => {
    if (event.dataTransfer?.types.includes('Files') !== true) return
    event.preventDefault()
    document.body.classList.toggle('dropping', over)
  }
  document.addEventListener('dragover', (event) => hover(event, true))
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) hover(event, false)
  })
  document.addEventListener('drop', (event) => {
    hover(event, false)
    add(picturesIn(event.dataTransfer))
  })
}

function picturesIn(data: DataTransfer | null): readonly File[] {
  return [...(data?.files ?? [])].filter(({ type }) => type === '' || type.startsWith('image/'))
}
