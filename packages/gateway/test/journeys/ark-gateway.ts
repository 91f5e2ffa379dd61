import { onTestFinished } from 'vitest'

import { arkUpstream } from '../upstream/ark-upstream.ts'
import type { ArkUpstream } from '../upstream/ark-upstream.ts'
import { removeFolder, startGateway } from './started-gateway.ts'
import type { StartedGateway } from './started-gateway.ts'

/** A started gateway that buys from a scripted Ark; both end with the test, however it ends. */
export async function arkGateway(): Promise<{
  readonly upstream: ArkUpstream
  readonly gateway: StartedGateway
}> {
  const upstream = await arkUpstream({ smallPictures: true })
  onTestFinished(upstream.close)
  const gateway = await startGateway({
    environment: { ARK_API_KEY: upstream.apiKey, ARK_BASE_URL: upstream.baseUrl },
  })
  onTestFinished(async () => {
    await gateway.stop()
    await removeFolder(gateway.dataFolder)
  })
  return { upstream, gateway }
}
