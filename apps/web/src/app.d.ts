import type { RefusalCode } from '@morgenkreis/protocol'
import type { Visit } from '#lib/shell/visit.server.ts'

declare global {
  namespace App {
    interface Error {
      status: number
      message: string
      code?: RefusalCode
    }
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type
    interface Locals extends Visit {}
  }
}
