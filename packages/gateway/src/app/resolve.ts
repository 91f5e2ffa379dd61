import { unknownModel } from '../core/catalogue.ts'
import type { Key } from '../core/caller.ts'
import { Fault } from '../core/fault.ts'
import type { ModelRow } from '../core/model.ts'
import type { SubmitRoute } from '../core/ports/dialect.ts'
import type { Engine } from '../core/ports/engine.ts'
import type { Submission } from '../core/request.ts'
import type { AppContext } from './context.ts'

export interface Resolved {
  /** The name the caller used, or the default that stood in for it. */
  readonly askedModel: string
  readonly row: ModelRow
  readonly engine: Engine
}

/** Which row and which engine serve this submission. Faults: model_not_found, forbidden, missing_field. */
export function resolve(context: AppContext, submission: Submission, route: SubmitRoute): Resolved {
  const named = submission.request.model
  const askedModel = named ?? defaultModel(context, submission, route)
  const row = context.catalogue.find(askedModel)
  if (row === undefined) throw unknownModel(askedModel, context.catalogue)
  const engine = context.engines.forRow(row)
  if (engine === undefined) throw notServed(row, askedModel, submission.names.model)
  return { askedModel, row, engine }
}

/** Throws `forbidden` when the key may not use the model. */
export function permit(key: Key, row: ModelRow): void {
  if (key.models !== undefined && !key.models.includes(row.id)) {
    const message = `This key may use ${key.models.join(', ')}; the request names ${row.id}.`
    throw new Fault('forbidden', message, { details: [{ param: 'model', rule: 'model.allowed', message }] })
  }
}

function defaultModel(context: AppContext, submission: Submission, route: SubmitRoute): string {
  const { model, fallbackModel } = route.defaults
  const param = submission.names.model
  if (model === undefined) {
    const message = `${param} is required.`
    throw new Fault('missing_field', message, { details: [{ param, rule: 'required', message }] })
  }
  const row = context.catalogue.find(model)
  const served = row !== undefined && context.engines.forRow(row) !== undefined
  return served || fallbackModel === undefined ? model : fallbackModel
}

function notServed(row: ModelRow, asked: string, param: string): Fault {
  const instead = row.successor === undefined ? '' : ` Use ${row.successor}.`
  const message = `${param}: no engine here serves ${asked}${row.status === 'live' ? '' : ', which the vendor has retired'}.${instead}`
  const problem = { param, rule: 'model.served', message }
  return new Fault('model_not_found', message, {
    details: [row.successor === undefined ? problem : { ...problem, nearest: row.successor }],
  })
}
