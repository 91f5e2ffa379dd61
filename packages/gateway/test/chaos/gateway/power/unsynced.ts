import files from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { dirname, resolve, sep } from 'node:path'

/** What the disk may not have yet. A file system keeps both in memory until somebody syncs the file, or its folder. */
export interface Unsynced {
  /** Files whose bytes were written and not synced. */
  readonly contents: Set<string>
  /** Names made by a creation or a rename in a folder that was not synced since. */
  readonly names: Set<string>
}

export interface Watching {
  /** Only what is below it is watched. */
  readonly folder: string
  /** A sync of such a thing does nothing from now on. */
  readonly forgets: (kind: 'files' | 'folders') => boolean
}

/** Watches `node:fs/promises` from now on. What SQLite does is not seen here; see `commits.ts`. */
export function watchSyncs({ folder, forgets }: Watching): Unsynced {
  const unsynced: Unsynced = { contents: new Set(), names: new Set() }
  const isWatched = (path: string): boolean => resolve(path).startsWith(resolve(folder) + sep)
  const { open, rename, rm, mkdir } = files

  files.open = async (path, flags, mode) => {
    const place = resolve(String(path))
    if (isWatched(place) && /[wa]/.test(String(flags))) {
      unsynced.contents.add(place)
      unsynced.names.add(place)
    }
    return watched(await open(path, flags, mode), { place, unsynced, forgets })
  }
  files.rename = async (from, to) => {
    const [before, after] = [resolve(String(from)), resolve(String(to))]
    if (isWatched(after)) unsynced.names.add(after)
    await rename(from, to)
    unsynced.names.delete(before)
    if (unsynced.contents.delete(before)) unsynced.contents.add(after)
  }
  files.rm = async (path, options) => {
    await rm(path, options)
    unsynced.contents.delete(resolve(String(path)))
    unsynced.names.delete(resolve(String(path)))
  }
  files.mkdir = (async (path: string, options: { readonly recursive: true }) => {
    const top = await mkdir(path, options)
    for (let made = resolve(path); top !== undefined && isWatched(made); made = dirname(made)) {
      unsynced.names.add(made)
      if (made === resolve(top)) break
    }
    return top
  }) as typeof mkdir
  syncBuiltinESMExports()
  return unsynced
}

interface Opened extends Pick<Watching, 'forgets'> {
  readonly place: string
  readonly unsynced: Unsynced
}

function watched(handle: FileHandle, { place, unsynced, forgets }: Opened): FileHandle {
  const sync = handle.sync.bind(handle)
  handle.sync = async () => {
    const isFolder = (await handle.stat()).isDirectory()
    if (forgets(isFolder ? 'folders' : 'files')) return
    const pending = [...unsynced.names].filter((name) => dirname(name) === place)
    await sync()
    if (isFolder) for (const name of pending) unsynced.names.delete(name)
    else unsynced.contents.delete(place)
  }
  return handle
}
