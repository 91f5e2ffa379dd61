const NAME = 'dreamgate.key'

interface Place {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>
  readonly history: Pick<History, 'replaceState'>
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
}

export interface Session {
  /** The key of the one-time link `/#key=…`, else the one this tab has kept. */
  readonly key: () => string | undefined
  readonly keep: (key: string) => void
  readonly forget: () => void
}

/** The key lives in this tab only, and leaves the address bar before anyone can copy it from there. */
export function session({ location, history, storage }: Place): Session {
  return {
    key() {
      const linked = new URLSearchParams(location.hash.slice(1)).get('key')?.trim()
      if (linked === undefined || linked === '') return storage.getItem(NAME) ?? undefined
      history.replaceState(null, '', `${location.pathname}${location.search}`)
      storage.setItem(NAME, linked)
      return linked
    },
    keep: (key) => storage.setItem(NAME, key),
    forget: () => storage.removeItem(NAME),
  }
}
