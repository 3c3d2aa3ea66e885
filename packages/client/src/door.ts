import type { Call, OperationName, Reply } from '@morgenkreis/protocol'
import { isReply } from './reply.ts'

/** Where operations are called. A refusal is a reply; only what never got an answer is thrown, as `Unreachable`. */
export interface Door {
  call<Name extends OperationName>(name: Name, call: Call<Name>): Promise<Reply<Name>>
}

/** No answer of the gateway arrived. What was asked may have happened: ask again with the same request id. */
export class Unreachable extends Error {
  override name = 'Unreachable'
  constructor(operation: OperationName, cause?: unknown) {
    super(`no answer to ${operation}`, { cause })
  }
}

export interface HttpDoorOptions {
  /** `https://kita.example`, or empty for the page's own origin. */
  origin: string
  fetch?: typeof fetch
  /** Outside browsers: the cookie and the Origin. Asked anew for every call if it is a function. */
  headers?: Record<string, string> | (() => Record<string, string>)
  /** Milliseconds, 10 s by default. */
  timeLimit?: number
}

export function httpDoor(options: HttpDoorOptions): Door {
  const { origin, headers = {}, timeLimit = 10_000 } = options
  const ask = options.fetch ?? fetch
  return {
    async call<Name extends OperationName>(name: Name, call: Call<Name>) {
      let answer: unknown
      try {
        const response = await ask(`${origin}/api/${name}`, {
          method: 'POST',
          headers: { ...(typeof headers === 'function' ? headers() : headers), 'content-type': 'application/json' },
          body: JSON.stringify(call),
          signal: AbortSignal.timeout(timeLimit),
        })
        answer = await response.json()
      } catch (cause) {
        throw new Unreachable(name, cause)
      }
      if (!isReply<Name>(answer)) throw new Unreachable(name)
      return answer
    },
  }
}
