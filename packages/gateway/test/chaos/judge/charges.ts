import type { Charge, JobFile } from './evidence.ts'

/** Of `job_….0`, which is how the gateway names an ask to upstreams. */
export function jobIdOf(key: string): string {
  return key.slice(0, key.lastIndexOf('.'))
}

export function partOf(key: string): number {
  return Number(key.slice(key.lastIndexOf('.') + 1))
}

/** How often a person had it asked again. */
export function asksAgain(file: JobFile | undefined): number {
  return verdictsOn(file).filter((resolution) => resolution === 'ask_again').length
}

/** As the audit log has them, oldest first. */
export function verdictsOn(file: JobFile | undefined): readonly unknown[] {
  return (file?.audit ?? []).map(({ details }) => details['resolution'])
}

/** Place in the job's answer of a place in one ask's. */
export function placeOf({ asks }: JobFile, { key }: Pick<Charge, 'key'>, index: number): number {
  return (asks.find(({ part }) => part === partOf(key))?.first ?? 0) + index
}
