import type { ModelRow } from '../core/model.ts'
import type { Engine } from '../core/ports/engine.ts'
import type { AppContext } from './context.ts'

/** The row whose price counts: a model that has none is charged as the one it is sent on as. */
export function pricedRow(
  { catalogue }: Pick<AppContext, 'catalogue'>,
  model: string,
  engine: Engine | undefined,
): ModelRow | undefined {
  const row = catalogue.find(model)
  if (row === undefined || row.price !== undefined) return row
  const sentAs = engine?.modelName(row)
  return (sentAs === undefined ? undefined : catalogue.find(sentAs)) ?? row
}
