import { bundledGateway } from '../lives/bundle.ts'
import { chaos } from './chaos.ts'
import { optionsOf, USAGE, UsageError } from './options.ts'
import type { Options } from './options.ts'
import { progress } from './progress.ts'
import { exitCodeOf, report } from './report.ts'

/** `npm run chaos`. Resolves with the exit code: 0 kept, 1 broken, 2 misunderstood. */
export async function main(argv: readonly string[], packageFolder: string): Promise<number> {
  let options: Options | string
  try {
    options = optionsOf(argv)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`${error.message}\n\n${USAGE}`)
    return 2
  }
  if (typeof options === 'string') {
    process.stdout.write(options)
    return 0
  }
  process.once('SIGINT', () => process.exit(130))
  process.stdout.write(`${heading(options)}\n`)
  const bundle = await bundledGateway(packageFolder)
  try {
    const result = await chaos(options, bundle.path, progress(process.stdout))
    process.stdout.write(report(result, options))
    return exitCodeOf(result)
  } catch (error) {
    process.stderr.write(
      `\nThe crash test could not go on. ${error instanceof Error ? error.stack : String(error)}\n`,
    )
    return 1
  } finally {
    await bundle.remove()
  }
}

function heading({ jobs, kills, seed, powerLoss, without, points, named }: Options): string {
  const deaths = `${kills} ${powerLoss ? 'power cuts' : 'kills'}`
  const where = points.length === 0 ? 'at random' : `at ${points.join(', ')}`
  const once = named ? ' and one at every named point' : ''
  const left = without.length === 0 ? '' : `, without ${without.join(', ')}`
  return `The crash test: ${jobs} jobs, ${deaths} ${where}${once}${left}, seed ${seed}`
}
