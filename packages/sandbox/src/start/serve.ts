import { features, startGateway } from '@morgenkreis/gateway'
import type { Ground } from '@morgenkreis/gateway'
import { explained } from './ground.ts'

export interface Serving {
  readonly origin: string
  /** Resolves with a sentence if it ends without having been asked to. */
  readonly ended: Promise<string>
  close(): Promise<void>
}

/** The gateway with the built web app, in this process. */
export async function serve(ground: Ground): Promise<Serving> {
  const gateway = await explained(() => startGateway(ground, { features }))
  return {
    origin: gateway.origin,
    ended: new Promise(() => undefined),
    async close() {
      await gateway.close()
      await ground.database.close()
    },
  }
}
