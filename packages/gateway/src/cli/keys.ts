import { InvalidArgumentError } from 'commander'
import type { Command } from 'commander'

import { createKey } from '../app/keys.ts'
import { clock, openRecords } from '../compose.ts'
import type { Config } from '../config/config.ts'
import { SCOPES } from '../core/caller.ts'
import type { Key, Scope } from '../core/caller.ts'
import { dollars, usd } from '../core/money.ts'
import type { Records } from '../core/ports/records.ts'

interface CreateOptions {
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly owner?: string
  readonly models?: readonly string[]
  readonly monthlyBudget?: number
  readonly expires?: number
}

/** `dreamgate keys …`: works on the data folder, whether a server is running on it or not. */
export function keyCommands(program: Command, settings: () => Promise<Config>): void {
  const keys = program.command('keys').description('make, list and revoke API keys')
  keys
    .command('create')
    .description('make a key and print it; it is shown this once')
    .option('--name <name>', 'what it is for', 'unnamed')
    .option('--scopes <list>', `of ${SCOPES.join(', ')}`, scopes, ['generate', 'read', 'files'] as const)
    .option('--owner <owner>', 'keys of one owner share jobs')
    .option('--models <list>', 'catalogue ids it may use', words)
    .option('--monthly-budget <usd>', 'most it may spend in a calendar month', money)
    .option('--expires <date>', 'ISO date after which it no longer works', date)
    .action((options: CreateOptions) => withRecords(settings, (records) => create(records, options)))
  keys
    .command('list')
    .description('every key, without its secret')
    .action(() => withRecords(settings, list))
  keys
    .command('revoke <id>')
    .description('a revoked key answers 401 at once')
    .action((id: string) => withRecords(settings, (records) => revoke(records, id)))
}

async function withRecords(
  settings: () => Promise<Config>,
  work: (records: Records) => Promise<void>,
): Promise<void> {
  const config = await settings()
  process.stderr.write(`data folder: ${config.dataFolder}\n`)
  const records = await openRecords(config, { beside: true })
  try {
    await work(records)
  } finally {
    await records.close()
  }
}

async function create({ keys }: Records, options: CreateOptions): Promise<void> {
  const { key, secret } = await createKey(
    { keys, clock },
    {
      name: options.name,
      ownerId: options.owner,
      scopes: options.scopes,
      models: options.models,
      monthlyBudget: options.monthlyBudget,
      expiresAt: options.expires,
    },
  )
  process.stdout.write(`${secret}\n`)
  process.stderr.write(
    `${key.id}: ${key.name}, scopes ${key.scopes.join(', ')}. This is the only time the key is shown.\n`,
  )
}

async function list({ keys }: Records): Promise<void> {
  for (const key of await keys.list()) process.stdout.write(`${described(key)}\n`)
}

async function revoke({ keys }: Records, id: string): Promise<void> {
  if ((await keys.find(id)) === undefined)
    throw new Error(`there is no key ${id}; dreamgate keys list shows them`)
  await keys.change(id, { revokedAt: clock.now() })
  process.stdout.write(`${id} is revoked\n`)
}

function described({ id, prefix, name, scopes: may, monthlyBudget, expiresAt, revokedAt }: Key): string {
  const state =
    revokedAt === undefined
      ? expiresAt === undefined
        ? 'active'
        : `until ${day(expiresAt)}`
      : `revoked ${day(revokedAt)}`
  const budget = monthlyBudget === undefined ? 'no budget' : `$${dollars(monthlyBudget)} a month`
  return [id, `${prefix}…`, name, may.join(','), budget, state].join('\t')
}

function day(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10)
}

function words(text: string): readonly string[] {
  return text.split(/[,\s]+/).filter((word) => word !== '')
}

function scopes(text: string): readonly Scope[] {
  return words(text).map((word) => {
    const scope = SCOPES.find((known) => known === word)
    if (scope === undefined) throw new InvalidArgumentError(`${word} is not one of ${SCOPES.join(', ')}.`)
    return scope
  })
}

function money(text: string): number {
  const amount = Number(text)
  if (Number.isFinite(amount) && amount >= 0) return usd(amount)
  throw new InvalidArgumentError('It must be an amount in US dollars, like 25 or 0.50.')
}

function date(text: string): number {
  const at = Date.parse(text)
  if (Number.isFinite(at)) return at
  throw new InvalidArgumentError('It must be a date, like 2027-01-31.')
}
