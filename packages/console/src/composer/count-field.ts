import { mostPictures } from '../draft/draft.ts'
import type { Draft } from '../draft/draft.ts'
import { byId } from '../page/element.ts'
import { radioRow } from '../page/radio-row.ts'
import type { Store } from '../store.ts'

const MODES = [
  { value: 'separate', label: 'Separate' },
  { value: 'story', label: 'One story' },
]
const USUAL_STORY = 4

/** How many pictures, and whether they are one story. */
export function countField(draft: Store<Draft>): void {
  const field = byId('count', HTMLInputElement)
  const less = byId('count-less', HTMLButtonElement)
  const more = byId('count-more', HTMLButtonElement)
  const step = (by: number) => draft.change({ count: legal(draft.get(), draft.get().count + by) })
  less.addEventListener('click', () => step(-1))
  more.addEventListener('click', () => step(1))
  field.addEventListener('change', () => draft.change({ count: legal(draft.get(), field.valueAsNumber) }))
  draft.watch((now) => {
    const most = mostPictures(now)
    field.max = String(most)
    field.value = String(now.count)
    less.disabled = now.count <= 1
    more.disabled = now.count >= most
    radioRow(byId('modes', HTMLElement), {
      name: 'mode',
      options: now.model?.sequence === true ? MODES : [],
      chosen: now.story ? 'story' : 'separate',
      onChoose: (value) => chooseMode(draft, value === 'story'),
    })
  })
}

/** A story of one picture is none. */
function chooseMode(draft: Store<Draft>, story: boolean): void {
  const { count } = draft.get()
  const wanted = story && count === 1 ? USUAL_STORY : count
  draft.change({ story, count: legal({ ...draft.get(), story }, wanted) })
}

function legal(draft: Draft, count: number): number {
  return Math.min(Math.max(Number.isNaN(count) ? 1 : Math.round(count), 1), mostPictures(draft))
}
