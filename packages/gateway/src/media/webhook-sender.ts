import type { SendOutcome, WebhookMessage, WebhookSender } from '../core/ports/webhook-sender.ts'
import { plainRefusal } from '../lib/address-judge.ts'
import { FetchRefusal } from '../lib/fetch-refusal.ts'
import type { GuardedPost } from '../lib/guarded-post.ts'
import { retryAfterMs } from '../lib/retry-after.ts'

export interface WebhookSenderOptions {
  /** The ranges that `post` may reach although they are not public. */
  readonly allow: readonly string[]
  readonly userAgent: string
}

/** The guarded POST in the gateway's own words. */
export function webhookSender(
  { post }: Pick<GuardedPost, 'post'>,
  { allow, userAgent }: WebhookSenderOptions,
): WebhookSender {
  const refusal = plainRefusal(allow)
  return {
    send: (message) => send(post, { ...message, headers: { ...message.headers, 'user-agent': userAgent } }),
    objection: (url) => refusal(new URL(url))?.message,
  }
}

async function send(post: GuardedPost['post'], { url, headers, body }: WebhookMessage): Promise<SendOutcome> {
  try {
    const answer = await post(url, { headers, body })
    return { kind: 'answered', status: answer.status, retryAfterMs: retryAfterMs(answer.headers) }
  } catch (thrown) {
    return {
      kind: 'unanswered',
      reason: thrown instanceof FetchRefusal ? thrown.message : unexpected(thrown),
    }
  }
}

function unexpected(thrown: unknown): string {
  return `The message could not be sent: ${thrown instanceof Error ? thrown.name : 'no reason given'}.`
}
