import { alive } from './alive.ts'
import { doubt } from './doubt.ts'
import type { Evidence } from './evidence.ts'
import { ledger } from './ledger.ts'
import { lost } from './lost.ts'
import { pictures } from './pictures.ts'
import { told } from './told.ts'
import { twice } from './twice.ts'
import type { Breach } from './verdict.ts'

/** Every breach of every promise that the evidence shows; empty: all were kept. */
export function judge(evidence: Evidence): readonly Breach[] {
  return [lost, twice, pictures, ledger, doubt, told, alive].flatMap((rule) => rule(evidence))
}
