import ipaddr from 'ipaddr.js'

/**
 * Is this an ordinary host on the public internet? Everything that is not provably one is refused: private,
 * loopback, link-local, shared, documentation and reserved ranges, multicast, and every way of writing an IPv4
 * address inside an IPv6 one, because a translator on the way may unwrap it.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  return parsed instanceof ipaddr.IPv6 ? isPublicIPv6(parsed) : isPublicIPv4(parsed)
}

/** Ranges as `10.0.0.0/8` or single addresses; throws on a spelling it does not understand. */
export function addressRanges(ranges: readonly string[]): (address: string) => boolean {
  const parsed = ranges.map(parseRange)
  return (address) => {
    if (!ipaddr.isValid(address)) return false
    const seen = ipaddr.process(address)
    return parsed.some(([base, bits]) => base.kind() === seen.kind() && seen.match(base, bits))
  }
}

/** Azure's host channel lies in a public range and answers every guest (Microsoft, "What is IP address 168.63.129.16?"). */
const HOST_CHANNELS: readonly string[] = ['168.63.129.16']

function isPublicIPv4(address: ipaddr.IPv4): boolean {
  return address.range() === 'unicast' && !HOST_CHANNELS.includes(address.toString())
}

/** Global unicast is 2000::/3; the ranges inside it with a meaning of their own have a name in ipaddr.js. */
function isPublicIPv6(address: ipaddr.IPv6): boolean {
  const [first = 0] = address.parts
  return (first & 0xe000) === 0x2000 && address.range() === 'unicast' && !isIsatap(address)
}

/** RFC 5214: the last half is 0000:5efe or 0200:5efe and an IPv4 address. */
function isIsatap(address: ipaddr.IPv6): boolean {
  const { 4: fifth = 0, 5: sixth = 0 } = address.parts
  return (fifth & 0xfdff) === 0 && sixth === 0x5efe
}

function parseRange(range: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  try {
    if (range.includes('/')) return ipaddr.parseCIDR(range)
    const address = ipaddr.parse(range)
    return [address, address.toByteArray().length * 8]
  } catch (thrown) {
    throw new Error(`"${range}" is not an address range: write it like 10.0.0.0/8 or fd00::/8.`, {
      cause: thrown,
    })
  }
}
