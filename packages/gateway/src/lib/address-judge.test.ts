import { describe, expect, it } from 'vitest'

import { plainRefusal } from './address-judge.ts'

const reasonFor = (url: string, allow: readonly string[] = []) => plainRefusal(allow)(new URL(url))?.reason

describe('what can be said against an address before its name is resolved', () => {
  it.each([
    'http://127.0.0.1/',
    'http://0x7f.1/',
    'https://[::1]/',
    'https://10.0.0.1:8443/',
    'http://169.254.169.254/',
  ])('%s is not public', (url) => expect(reasonFor(url)).toBe('address'))

  it('is that nobody may be asked on such a port, when no range is allowed', () => {
    expect(reasonFor('https://hooks.example:8443/')).toBe('port')
    expect(reasonFor('https://93.184.216.34:8443/')).toBe('port')
    expect(reasonFor('https://hooks.example:8443/', ['10.0.0.0/8'])).toBeUndefined()
  })

  it('is nothing where the name may lead to a public host, or the range is allowed', () => {
    expect(reasonFor('https://hooks.example/')).toBeUndefined()
    expect(reasonFor('http://localhost/')).toBeUndefined()
    expect(reasonFor('http://127.0.0.1:4000/', ['127.0.0.1/32'])).toBeUndefined()
  })
})
