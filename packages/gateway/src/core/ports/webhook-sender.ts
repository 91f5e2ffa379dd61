/** One POST to an address that came from outside: guarded, pinned, capped, never redirected. */
export interface WebhookSender {
  /** Resolves whatever happens: what went wrong is an outcome too. */
  send(message: WebhookMessage): Promise<SendOutcome>
  /** Why this address is never called, as far as that can be seen without asking anybody; undefined: it may be. */
  objection(url: string): string | undefined
}

export interface WebhookMessage {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type SendOutcome =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterMs: number | undefined }
  /** No answer came: refused address, no connection, too slow. */
  | { readonly kind: 'unanswered'; readonly reason: string }
