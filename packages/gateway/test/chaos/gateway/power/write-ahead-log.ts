const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24
const MAGIC_LITTLE_ENDIAN = 0x377f0682
const MAGIC_BIG_ENDIAN = 0x377f0683

/**
 * How many bytes of this SQLite write-ahead log count: up to the end of the last commit whose frames are all whole
 * (https://www.sqlite.org/fileformat2.html#the_write_ahead_log, read 2026-11-20). What lies behind is of no age.
 */
export function committedBytes(log: Buffer): number {
  const opened = openLog(log)
  if (opened === undefined) return 0
  let { sum } = opened
  let committed = HEADER_BYTES
  const { salt, pageBytes, word } = opened
  for (let at = HEADER_BYTES; at + FRAME_HEADER_BYTES + pageBytes <= log.length;) {
    const page = at + FRAME_HEADER_BYTES
    if (log.readBigUInt64BE(at + 8) !== salt) break
    sum = added(added(sum, log.subarray(at, at + 8), word), log.subarray(page, page + pageBytes), word)
    if (!isSaid(sum, log, at + 16)) break
    const pagesAfterCommit = log.readUInt32BE(at + 4)
    at = page + pageBytes
    if (pagesAfterCommit > 0) committed = at
  }
  return committed
}

/** Two logs of the same salt are one that has grown; with another it was begun anew from the start. */
export function saltOf(log: Buffer): bigint | undefined {
  return openLog(log)?.salt
}

type Sum = readonly [number, number]
type ReadWord = (bytes: Buffer, at: number) => number

interface OpenLog {
  readonly salt: bigint
  readonly pageBytes: number
  readonly word: ReadWord
  readonly sum: Sum
}

function openLog(log: Buffer): OpenLog | undefined {
  if (log.length < HEADER_BYTES) return undefined
  const magic = log.readUInt32BE(0)
  if (magic !== MAGIC_LITTLE_ENDIAN && magic !== MAGIC_BIG_ENDIAN) return undefined
  const word: ReadWord =
    magic === MAGIC_LITTLE_ENDIAN
      ? (bytes, at) => bytes.readUInt32LE(at)
      : (bytes, at) => bytes.readUInt32BE(at)
  const sum = added([0, 0], log.subarray(0, 24), word)
  if (!isSaid(sum, log, 24)) return undefined
  return { salt: log.readBigUInt64BE(16), pageBytes: log.readUInt32BE(8), word, sum }
}

function added([first, second]: Sum, bytes: Buffer, word: ReadWord): Sum {
  let one = first
  let two = second
  for (let at = 0; at < bytes.length; at += 8) {
    one = (one + word(bytes, at) + two) >>> 0
    two = (two + word(bytes, at + 4) + one) >>> 0
  }
  return [one, two]
}

function isSaid([first, second]: Sum, log: Buffer, at: number): boolean {
  return log.readUInt32BE(at) === first && log.readUInt32BE(at + 4) === second
}
