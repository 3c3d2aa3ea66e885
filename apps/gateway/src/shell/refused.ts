import type { RefusalCode } from '@morgenkreis/protocol'

/** An expected refusal on its way to the one place that makes a reply of it. */
export class Refused extends Error {
  readonly code: RefusalCode
  /** The field that was wrong, never its value. */
  readonly at: string | undefined

  constructor(code: RefusalCode, at?: string) {
    super(code)
    this.name = 'Refused'
    this.code = code
    this.at = at
  }
}

/** Takes what `domain` decided: passes a value on, throws a refusal. */
export function orRefuse<T extends object>(decided: T | RefusalCode): T {
  if (typeof decided === 'string') throw new Refused(decided)
  return decided
}

/** Not found and not yours answer alike (decision 7). */
export function orNotFound<T>(found: T | null | undefined): T {
  if (found === null || found === undefined) throw new Refused('not-found')
  return found
}
