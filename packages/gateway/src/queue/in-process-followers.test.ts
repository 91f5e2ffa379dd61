import { followersContract } from '../../test/contracts/followers.ts'
import { inProcessFollowers } from './in-process-followers.ts'

followersContract('Followers in one process', async () => inProcessFollowers())
