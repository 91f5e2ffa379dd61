import { describe, expect, it } from 'vitest'

import { session } from './session.ts'

describe('the key of this tab', () => {
  it('is taken once from the link, leaves the address bar, and stays in the tab', () => {
    const tab = openTab({ hash: '#key=dg_one%2Ftwo', pathname: '/', search: '?a=1' })

    expect(session(tab).key()).toBe('dg_one/two')
    expect(tab.addresses).toEqual(['/?a=1'])
    expect(session({ ...tab, location: { hash: '', pathname: '/', search: '' } }).key()).toBe('dg_one/two')
  })

  it('of a new link is taken instead of the one kept', () => {
    const tab = openTab({ hash: '#key=new', pathname: '/', search: '' })
    session(tab).keep('old')

    expect(session(tab).key()).toBe('new')
  })

  it('is gone once forgotten', () => {
    const tab = openTab({ hash: '#elsewhere', pathname: '/', search: '' })
    session(tab).keep('dg_one')
    session(tab).forget()

    expect(session(tab).key()).toBeUndefined()
    expect(tab.addresses).toEqual([])
  })
})

function openTab(location: { readonly hash: string; readonly pathname: string; readonly search: string }) {
  const kept = new Map<string, string>()
  const addresses: string[] = []
  return {
    location,
    addresses,
    history: {
      replaceState: (_state: unknown, _title: string, address?: string | URL | null) =>
        void addresses.push(String(address)),
    },
    storage: {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => void kept.set(name, value),
      removeItem: (name: string) => void kept.delete(name),
    },
  }
}
