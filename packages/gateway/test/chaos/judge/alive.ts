import { isFinished } from '../../../src/core/job.ts'
import type { Evidence } from './evidence.ts'
import type { Breach } from './verdict.ts'

export function alive({ heard, files, mishaps }: Evidence): readonly Breach[] {
  return [
    ...mishaps.map((how) => breach('the gateway', how)),
    ...heard
      .filter(({ outcome }) => outcome.kind === 'tired')
      .map(({ intent }) => breach(intent.prompt, 'its caller never had a definite answer')),
    ...[...files.values()]
      .filter(({ job }) => !isFinished(job))
      .map(({ job }) => breach(job.id, `it is still ${job.status}`)),
  ]
}

function breach(about: string, how: string): Breach {
  return { promise: 'alive', about, how }
}
