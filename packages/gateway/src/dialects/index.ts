import type { Dialect } from '../core/ports/dialect.ts'
import { ark } from './ark/ark.ts'
import { openai } from './openai/openai.ts'
import { pixazo } from './pixazo/pixazo.ts'

export const dialects: readonly Dialect[] = [pixazo, openai, ark]
