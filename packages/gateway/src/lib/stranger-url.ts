import { FetchRefusal } from './fetch-refusal.ts'

/** An address that came from outside, by its form alone. With `base`: where that address redirects to. */
export function strangerUrl(text: string, base?: URL): URL {
  const url = URL.canParse(text, base?.href) ? new URL(text, base?.href) : undefined
  const from = base === undefined ? '' : ` (where ${base.host} redirects to)`
  if (url === undefined) throw new FetchRefusal('url', `The address${from} is not a URL.`)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new FetchRefusal(
      'url',
      `The address${from} begins with ${url.protocol}; only http: and https: are spoken.`,
    )
  }
  if (url.username !== '' || url.password !== '') {
    throw new FetchRefusal('url', `The address${from} carries a user name or password, which is not allowed.`)
  }
  return url
}
