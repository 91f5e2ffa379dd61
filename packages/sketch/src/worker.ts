import { parentPort } from 'node:worker_threads'
import { drawPicture } from './draw-picture.ts'
import type { PictureJob } from './order.ts'
import type { Answer } from './pool/answer.ts'

/** The thread's whole life: a job in, an answer out, one at a time. */
parentPort?.on('message', (job: PictureJob) => {
  void answerTo(job).then((answer) => answerWith(answer))
})

function answerWith(answer: Answer): void {
  parentPort?.postMessage(
    answer,
    answer.kind === 'picture' ? [answer.picture.bytes.buffer as ArrayBuffer] : [],
  )
}

async function answerTo(job: PictureJob): Promise<Answer> {
  try {
    return { kind: 'picture', picture: await drawPicture(job) }
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
}
