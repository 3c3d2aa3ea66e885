import type { z } from 'zod'

export interface Event<Name extends string = string, Payload extends z.ZodType = z.ZodType> {
  readonly name: Name
  readonly payload: Payload
}

/** Declares an event `noun.participle`: what an operation caused, as a room hears it. */
export function event<const Name extends `${string}.${string}`, Payload extends z.ZodType>(
  name: Name,
  payload: Payload,
): Event<Name, Payload> {
  return { name, payload }
}
