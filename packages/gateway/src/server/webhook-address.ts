import { refusal } from '../core/fault.ts'
import type { Problem } from '../core/fault.ts'
import type { WebhookSender } from '../core/ports/webhook-sender.ts'

const LONGEST = 2048
const SHOWN = 80

/** An address that may be told things, as it is kept. Whether its name leads to a public host is seen when it is called. */
export function webhookAddress(sender: WebhookSender, text: string, param: string): string {
  const problem = addressProblem(sender, text, param)
  if (problem !== undefined) throw refusal([problem])
  return new URL(text).href
}

/** What is wrong with an address, by its form and as far as that shows without asking anybody. */
export function addressProblem(sender: WebhookSender, text: string, param: string): Problem | undefined {
  const url = text.length <= LONGEST && URL.canParse(text) ? new URL(text) : undefined
  const fit =
    url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
  if (!fit) {
    const message = `${param} must be an http or https address of at most ${LONGEST} characters, without user name and password; got ${JSON.stringify(withoutPassword(text).slice(0, SHOWN))}.`
    return { param, rule: 'webhook.address', message }
  }
  const against = sender.objection(url.href)
  return against === undefined
    ? undefined
    : { param, rule: 'webhook.public', message: `${param} cannot be called: ${against}` }
}

function withoutPassword(text: string): string {
  return text.replace(/\/\/[^/@]*@/, '//…@')
}
