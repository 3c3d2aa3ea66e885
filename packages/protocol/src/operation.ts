import type { z } from 'zod'
import type { RefusalCode } from './refusals.ts'

/** Where an operation happens. Each kind of place has its own columns in the permission table. */
export type PlaceKind = 'public' | 'self' | 'facility'

export interface Operation<
  Name extends string = string,
  At extends PlaceKind = PlaceKind,
  Changes extends boolean = boolean,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Refuses extends RefusalCode = RefusalCode,
  Live extends boolean = boolean,
> {
  readonly name: Name
  readonly at: At
  /** Changing operations carry a request id and are stored at most once under it. */
  readonly changes: Changes
  /** Live operations have the socket as a second door. */
  readonly live: Live
  readonly input: Input
  readonly output: Output
  readonly refuses: readonly Refuses[]
}

/** Declares an operation `noun.verb`; that word is its HTTP path, socket event, table row and audit entry. */
export function operation<
  const Name extends `${string}.${string}`,
  const At extends PlaceKind,
  const Changes extends boolean,
  Input extends z.ZodType,
  Output extends z.ZodType,
  const Refuses extends RefusalCode,
  const Live extends boolean,
>(
  name: Name,
  shape: { at: At; changes: Changes; live: Live; input: Input; output: Output; refuses: readonly Refuses[] },
): Operation<Name, At, Changes, Input, Output, Refuses, Live> {
  return { name, ...shape }
}
