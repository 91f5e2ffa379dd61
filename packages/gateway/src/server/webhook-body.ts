import type { FastifyRequest } from 'fastify'
import { z } from 'zod'

import type { AppContext } from '../app/context.ts'
import type { EndpointChange, EndpointWish } from '../app/webhooks/endpoints.ts'
import type { Key } from '../core/caller.ts'
import { refusal } from '../core/fault.ts'
import type { Problem } from '../core/fault.ts'
import type { WebhookSender } from '../core/ports/webhook-sender.ts'
import { ENDPOINT_EVENTS, JOB_EVENTS } from '../core/webhook.ts'
import { readNative } from './native-body.ts'
import { addressProblem } from './webhook-address.ts'

const LONGEST_DESCRIPTION = 200
const LONGEST_GRACE_S = 604_800
const USUAL_GRACE_S = 86_400

const url = z.string({ error: 'an http or https address' })
const description = textUpTo(LONGEST_DESCRIPTION)
const events = listOf(ENDPOINT_EVENTS)
const keyId = z
  .string({ error: 'the id of a key: "key_…"' })
  .nullish()
  .transform((id) => id ?? undefined)
const enabled = z.boolean({ error: 'true or false' }).optional()
const grace = `a whole number of seconds from 0 to ${LONGEST_GRACE_S}`
const graceSeconds = z.int({ error: grace }).min(0, { error: grace }).max(LONGEST_GRACE_S, { error: grace })

const creation = z.object({ url, description, events, key_id: keyId })
const change = z.object({ url: url.optional(), description, events, enabled })
const rotation = z.object({ grace_seconds: graceSeconds.optional() })
const nothing = z.object({})

function textUpTo(max: number) {
  const error = `text of at most ${max} characters`
  return z.string({ error }).max(max, { error }).optional()
}

function listOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  const error = `a list of one or more of ${words.map((word) => `"${word}"`).join(', ')}`
  return z
    .array(z.enum(words, { error }), { error })
    .min(1, { error })
    .max(words.length, { error })
    .optional()
}

/** What a new endpoint is to be, checked; one refusal for every broken rule. */
export async function creationOf(
  context: AppContext,
  request: FastifyRequest,
  key: Key,
): Promise<EndpointWish> {
  const { value, problems } = await readNative(context, request, creation)
  const address = addressProblems(context.sender, value.url)
  refuseAny([...problems, ...address, ...(await keyProblems(context, value.key_id, key))])
  return {
    url: normal(value.url),
    description: value.description ?? '',
    events: value.events ?? JOB_EVENTS,
    keyId: value.key_id,
  }
}

export async function changeOf(context: AppContext, request: FastifyRequest): Promise<EndpointChange> {
  const { value, problems } = await readNative(context, request, change)
  refuseAny([...problems, ...addressProblems(context.sender, value.url)])
  return value.url === undefined ? value : { ...value, url: normal(value.url) }
}

/** Milliseconds. */
export async function graceOf(context: AppContext, request: FastifyRequest): Promise<number> {
  const { value, problems } = await readNative(context, request, rotation)
  refuseAny(problems)
  return (value.grace_seconds ?? USUAL_GRACE_S) * 1000
}

/** For routes that are told everything by their address. */
export async function requireNothing(context: AppContext, request: FastifyRequest): Promise<void> {
  refuseAny((await readNative(context, request, nothing)).problems)
}

function addressProblems(sender: WebhookSender, written: string | undefined): readonly Problem[] {
  const problem = written === undefined ? undefined : addressProblem(sender, written, 'url')
  return problem === undefined ? [] : [problem]
}

/** An owner's endpoint can be about his own keys only; of a stranger's nothing is said. */
async function keyProblems(
  { records }: AppContext,
  id: string | undefined,
  { ownerId }: Key,
): Promise<readonly Problem[]> {
  if (id === undefined || (await records.keys.find(id))?.ownerId === ownerId) return []
  const message = `key_id must be the id of a key of your own; ${JSON.stringify(id.slice(0, 80))} is none.`
  return [{ param: 'key_id', rule: 'webhook.key', message }]
}

function normal(written = ''): string {
  return new URL(written).href
}

function refuseAny([first, ...rest]: readonly Problem[]): void {
  if (first !== undefined) throw refusal([first, ...rest])
}
