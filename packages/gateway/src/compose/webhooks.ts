import type { AppContext } from '../app/context.ts'
import { courier } from '../app/webhooks/courier.ts'
import type { GoingCourier } from '../app/webhooks/courier.ts'
import type { WebhookSender } from '../core/ports/webhook-sender.ts'
import { guardedPost } from '../lib/guarded-post.ts'
import { webhookSender } from '../media/webhook-sender.ts'

export interface WebhookOptions extends Pick<AppContext, 'records' | 'clock' | 'report'> {
  /** CIDRs that may be reached although they are not public. */
  readonly allow: readonly string[]
  readonly userAgent: string
}

/** What carries webhooks. */
export interface Post {
  readonly sender: WebhookSender
  readonly courier: GoingCourier
  /** Breaks off what is under way; call when the courier was drained, or may wait no longer. */
  close(): Promise<void>
}

const TIMEOUT_MS = 20_000
const POLL_MS = 1000

export function post({ allow, userAgent, ...parts }: WebhookOptions): Post {
  const guarded = guardedPost({ allow, timeoutMs: TIMEOUT_MS })
  const sender = webhookSender(guarded, { allow, userAgent })
  return {
    sender,
    courier: courier({ ...parts, sender, pollMs: POLL_MS }),
    close: () => guarded.close(),
  }
}
