import { DreamgateError } from '@dreamgate/client'

export interface PlainWords {
  readonly title: string
  readonly text: string
}

/** What went wrong, for a person. The gateway's own message is written for people too, and is kept where it helps. */
export function plainWords(error: unknown): PlainWords {
  if (!(error instanceof DreamgateError)) {
    return {
      title: 'Something went wrong on this page',
      text: error instanceof Error ? error.message : String(error),
    }
  }
  const { status, code, message } = error
  if (code === 'unreachable') return UNREACHABLE
  return status === undefined
    ? { title: 'This could not be drawn', text: message }
    : { title: titleOf(status), text: message }
}

export function isKeyRefused(error: unknown): boolean {
  return error instanceof DreamgateError && error.status === 401
}

const UNREACHABLE: PlainWords = {
  title: 'The gateway does not answer',
  text: 'Is it still running, and is this machine online? This page keeps trying; jobs that were accepted are safe.',
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'The gateway refused this',
  401: 'This key is not accepted',
  402: 'The budget is used up',
  403: 'This key may not do that',
  404: 'That is not here',
  409: 'Too late for that',
  413: 'That is too large',
  429: 'Too many requests for now',
  502: 'The engine failed',
  503: 'The gateway cannot draw right now',
  504: 'That takes longer than expected',
}

function titleOf(status: number): string {
  return TITLES[status] ?? (status >= 500 ? 'The gateway failed' : 'The gateway refused this')
}
