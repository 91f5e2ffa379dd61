import { jsonOf } from './ask.ts'
import type { Line } from './ask.ts'
import { order } from './order.ts'
import type { Ordering } from './order.ts'
import type { Outcome } from './heard.ts'
import { refused, seen } from './outcomes.ts'
import type { WirePicture } from './outcomes.ts'

export type Calling = Omit<Ordering<unknown>, 'read'>

/** Waits on the line until the pictures are there. */
export async function plainCaller(line: Line, calling: Calling): Promise<Outcome> {
  const reply = await order(line, { ...calling, read: jsonOf })
  if (reply === undefined) return { kind: 'left' }
  if (reply.status !== 200) return refused(reply.status, reply.read)
  const { data } = reply.read as { readonly data: readonly WirePicture[] }
  return seen(line, data, calling.notes)
}
