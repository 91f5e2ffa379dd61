import { Command, CommanderError } from 'commander'

import { config } from '../config/config.ts'
import { ConfigError } from '../config/config-error.ts'
import { VERSION } from '../version.ts'
import { keyCommands } from './keys.ts'
import { serve } from './serve.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The command line. Exit codes: 0 done, 1 it went wrong, 2 the command or a setting was wrong. */
export async function run(argv: readonly string[], environment: Environment): Promise<number> {
  const program = new Command('dreamgate')
    .description('Self-hosted gateway for Seedream-family image generation.')
    .version(VERSION)
    .exitOverride()
  const settings = () => config(environment)
  program
    .command('serve', { isDefault: true })
    .description('serve every dialect on one port (DREAMGATE_HOST, DREAMGATE_PORT)')
    .action(async () => serve(await settings()))
  keyCommands(program, settings)
  try {
    await program.parseAsync(argv)
    return 0
  } catch (error) {
    return exitCodeOf(error)
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  process.stderr.write(`dreamgate: ${error instanceof Error ? error.message : String(error)}\n`)
  return error instanceof ConfigError ? 2 : 1
}
