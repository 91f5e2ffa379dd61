import type { Problem } from '../fault.ts'
import type { Proposal, ReadProposal } from '../proposal.ts'

/** One topic of what a request must keep. Answers every breach it sees; empty when there is none. */
export type Rule = (proposal: Proposal) => readonly Problem[]

/** The same for what can only be said once the references were read. */
export type ReadRule = (proposal: ReadProposal) => readonly Problem[]

export const NO_PROBLEMS: readonly Problem[] = []

/** `1K, 2K or 4K`: what a refusal would take instead. */
export function listed(values: readonly string[]): string {
  const last = values.at(-1) ?? 'nothing'
  return values.length > 1 ? `${values.slice(0, -1).join(', ')} or ${last}` : last
}

/** `1 picture`, `3,686,400 pixels`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** `3,686,400`: pixel and byte counts are unreadable without. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US')
}
