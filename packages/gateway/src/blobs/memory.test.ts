import { blobStoreContract } from '../../test/contracts/blob-store.ts'
import { memoryBlobs } from './memory.ts'

blobStoreContract('memory', async (clock) => memoryBlobs(clock), { inMemory: true, timesItself: false })
