import type { JobImage } from '@dreamgate/client'

/**
 * Where this page reaches a picture: at the gateway that served the page, whatever public name the operator gave it.
 * The page's policy lets it show nothing from elsewhere.
 */
export function ownAddress({ url }: Pick<JobImage, 'url'>, base: string = document.baseURI): string {
  const name = new URL(url, base).pathname.split('/').at(-1) ?? ''
  return new URL(`i/${name}`, base).href
}
