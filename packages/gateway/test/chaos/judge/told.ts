import { isFinished } from '../../../src/core/job.ts'
import type { Delivery } from '../../../src/core/webhook.ts'
import type { Message } from '../world/receiver.ts'
import { asksAgain } from './charges.ts'
import type { Evidence, JobFile } from './evidence.ts'
import type { Breach } from './verdict.ts'

/** Whoever named an address with his request is told there how his job ended. */
export function told({ files, deliveries, messages }: Evidence): readonly Breach[] {
  const known = new Map([...deliveries.values()].flat().map((delivery) => [delivery.id, delivery]))
  const jobs = [...files.values()].filter(({ job }) => job.plan.webhook !== undefined && isFinished(job))
  return [
    ...jobs.flatMap((file) =>
      promisesTo(file, deliveries.get(file.job.id) ?? [], messages).map((how) => breach(file.job.id, how)),
    ),
    ...messages.flatMap((message) => {
      const delivery = known.get(message.id)
      if (delivery?.body === message.body) return []
      const how = delivery === undefined ? 'tells of what never happened' : 'came with another body'
      return [breach(message.id, `this message ${how}`)]
    }),
  ]
}

function promisesTo(
  file: JobFile,
  own: readonly Delivery[],
  messages: readonly Message[],
): readonly string[] {
  const { status } = file.job
  const ends = own.filter(({ event }) => event === `job.${status}`)
  const heard = new Set(own.map(({ id }) => id))
  const arrived = [...new Set(messages.map(({ id }) => id))].filter((id) => heard.has(id))
  const missing = own.filter(({ id }) => !arrived.includes(id))
  const open = own.filter((delivery) => delivery.status === 'pending')
  return [
    ...(ends.length === 0 ? [`nobody was to be told that it is ${status}`] : []),
    ...(ends.length > 1 + asksAgain(file) ? [`there are ${ends.length} messages about its one end`] : []),
    ...missing.map(({ id, event }) => `${event} (${id}) never came`),
    ...open.map(({ event, id }) => `${event} (${id}) is still to be sent`),
    ...(arrived.join() === arrived.toSorted().join() ? [] : ['its messages came in another order']),
  ]
}

function breach(about: string, how: string): Breach {
  return { promise: 'told', about, how }
}
