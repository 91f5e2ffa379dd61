import type { Intent } from './intents.ts'

export interface Post {
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
}

/**
 * An intent in the words of its dialect. Nobody wants a watermark: the pictures must come as they were made. `fileId`: of
 * the reference, if it was uploaded.
 */
export function postOf(intent: Intent, fileId: string | undefined): Post {
  const { prompt, model, manner, reference } = intent
  const stream = manner === 'streaming' ? { stream: true } : {}
  const image = fileId === undefined ? { image: A_PICTURE } : { images: [{ file_id: fileId }] }
  const { path, body } = DIALECTS[intent.dialect](intent)
  return {
    path,
    body: { prompt, model, watermark: false, ...stream, ...(reference && image), ...body },
  }
}

/** What is uploaded. */
export function upload(): FormData {
  const form = new FormData()
  const bytes = Buffer.from(A_PICTURE.slice(A_PICTURE.indexOf(',') + 1), 'base64')
  form.set('file', new Blob([bytes], { type: 'image/png' }), 'grey.png')
  return form
}

const DIALECTS: Readonly<Record<Intent['dialect'], (intent: Intent) => Post>> = {
  openai: ({ wish, inline, reference }) => ({
    path: reference === undefined ? '/v1/images/generations' : '/v1/images/edits',
    body: {
      size: '2K',
      response_format: inline ? 'b64_json' : 'url',
      ...(wish.kind === 'story' ? story(wish.most) : { n: wish.count }),
    },
  }),
  ark: ({ wish, inline }) => ({
    path: '/api/v3/images/generations',
    body: {
      size: '2K',
      response_format: inline ? 'b64_json' : 'url',
      ...(wish.kind === 'story' ? story(wish.most) : {}),
    },
  }),
  pixazo: ({ wish }) =>
    wish.kind === 'story'
      ? { path: '/byteplus/v1/getEditMultiImage', body: { size: '2048x2048', num_images: wish.most } }
      : { path: '/byteplus/v1/getTextToImage', body: { size: '2048x2048' } },
}

function story(most: number): Readonly<Record<string, unknown>> {
  return {
    sequential_image_generation: 'auto',
    sequential_image_generation_options: { max_images: most },
  }
}

/** 16 by 16 pixels of grey. */
const A_PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAHElEQVQokWPoIBEwjGogAjAQowgZjGogBtA+lADnoJgQ2ess4gAAAABJRU5ErkJggg=='
