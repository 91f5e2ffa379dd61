import { createHash, randomBytes } from 'node:crypto'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const TIME_CHARACTERS = 10

/** `job_` + 48 bits of time + 80 random bits: later jobs sort later. */
export function newJobId(now: number): string {
  return `job_${timeText(now)}${randomText(16)}`
}

/** `img_` + 160 random bits: unguessable, because the id is the public address. */
export function newImageId(): string {
  return `img_${randomText(32)}`
}

export function newFileId(now: number): string {
  return `file_${timeText(now)}${randomText(16)}`
}

export function newWebhookId(now: number): string {
  return `wh_${timeText(now)}${randomText(16)}`
}

/** `evt_` + the time of what it tells: messages sort as the things they tell happened. */
export function newDeliveryId(at: number): string {
  return `evt_${timeText(at)}${randomText(16)}`
}

export function newAuditId(now: number): string {
  return `aud_${timeText(now)}${randomText(16)}`
}

export function newKeyId(): string {
  return `key_${randomText(16)}`
}

export function newRequestId(): string {
  return `req_${randomText(20)}`
}

/** The key a caller sends. 160 random bits, so a plain hash is enough to store it. */
export function newSecret(): string {
  return `dg_${randomText(32)}`
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function timeText(now: number): string {
  let rest = now
  let text = ''
  for (let place = 0; place < TIME_CHARACTERS; place += 1) {
    text = ALPHABET.charAt(rest % 32) + text
    rest = Math.floor(rest / 32)
  }
  return text
}

function randomText(characters: number): string {
  return Array.from(randomBytes(characters), (byte) => ALPHABET.charAt(byte % 32)).join('')
}
