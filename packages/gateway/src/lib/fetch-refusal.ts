export type FetchRefusalReason =
  | 'url'
  | 'address'
  | 'port'
  | 'unresolved'
  | 'unreachable'
  | 'redirects'
  | 'status'
  | 'too-large'
  | 'too-slow'

/** Why an address was not fetched. `message` names the rule and what was seen, and nothing that only an insider would know. */
export class FetchRefusal extends Error {
  override readonly name = 'FetchRefusal'
  readonly reason: FetchRefusalReason

  constructor(reason: FetchRefusalReason, message: string, cause?: unknown) {
    super(message, { cause })
    this.reason = reason
  }
}
