import type { FacilityPlace, Membership } from '@morgenkreis/domain'
import type {
  Audience,
  ChildId,
  EventName,
  FacilityId,
  GroupId,
  InputOf,
  Module,
  OperationName,
  OperationNamed,
  OperationsAt,
  OutputOf,
} from '@morgenkreis/protocol'
import type { Signed } from './identity/sessions.ts'
import type { Plan, Write } from './plan.ts'
import type { Roster } from './roster/roster.ts'

/** What every handler gets: the time and an id that stay the same if it runs again. */
export interface Context {
  readonly now: Date
  readonly id: string
  /** The address that the call came from. */
  readonly address: string
}

export interface SelfContext extends Context {
  readonly signed: Signed
}

export interface FacilityContext extends SelfContext {
  /** The membership under which the caller acts. */
  readonly actor: Membership
  readonly roster: Roster
  /** Who will hear an event at a place. */
  readonly audienceOf: (event: EventName, where: FacilityPlace) => Audience
}

/** Names where an operation happens: the facility itself, groups in it, or a thing that a feature knows how to find. */
export type PlaceRef =
  | { readonly kind: 'facility'; readonly id: FacilityId; readonly groups?: 'all' | readonly GroupId[] }
  | { readonly kind: string; readonly id: string }
  | { readonly kind: 'children'; readonly ids: readonly ChildId[] }

export const place = (kind: string, id: string): PlaceRef => ({ kind, id })
export const inFacility = (id: FacilityId, groups?: 'all' | readonly GroupId[]): PlaceRef =>
  groups === undefined ? { kind: 'facility', id } : { kind: 'facility', id, groups }

/** Where these children are: their groups. */
export const ofChildren = (ids: readonly ChildId[]): PlaceRef => ({ kind: 'children', ids })

/** A place that is one until it expires; it may stand on modules of its own, or be switched off itself (K-02). */
export type PassingPlace = FacilityPlace & {
  readonly expiresAt?: Date
  readonly modules?: readonly Module[]
  readonly off?: boolean
}

/** How a kind of thing is found, who may see it, and which module it belongs to. */
export interface PlaceKindOf {
  /** The operation that reads such a thing: its row says who may see it. */
  readonly see: OperationsAt<'facility'>
  /** All of them must be on: a thing stands on what it hangs on. */
  readonly modules: readonly Module[]
  /** Nothing but time changes it without raising `decisions`: changes may remember it until they move. */
  readonly lasting: boolean
  find(id: string, roster: Roster): Promise<PassingPlace | null> | PassingPlace | null
}

export interface Found {
  readonly place: FacilityPlace
  readonly see: OperationsAt<'facility'>
  readonly modules: readonly Module[]
  readonly off: boolean
}

/** A read that has to be on record answers a plan that says what was read; it is committed before the reply. So is what shows such a thing again. */
type Answer<Name extends OperationName> = OperationNamed<Name>['changes'] extends true
  ? Plan<OutputOf<Name>>
  : OutputOf<Name> | Plan<OutputOf<Name>>
type Again<Name extends OperationName, C> = OperationNamed<Name>['changes'] extends true
  ? {
      again(context: C, ref: string): Promise<OutputOf<Name> | Plan<OutputOf<Name>>>
      /** By what of its input a request is known again, where that is not all of it: the journal keeps a MAC of this beside who asked. */
      known?(input: InputOf<Name>): unknown
    }
  : { again?: never; known?: never }

type AtFacility<Name extends OperationName> = {
  where(input: InputOf<Name>): PlaceRef
  /** The module that the operation itself belongs to; those of a thing come with it. */
  module?: Module
  /** It deletes what somebody wrote or reported: that goes on while a module is off (K-02). */
  deletes?: true
  /** What its author may take back who reads there no more, or belongs there no more (K-81). */
  withdraws?: true
  /** It reads what a change is about to rely on, which decides all of it again: a place may be remembered as for a change. */
  foretells?: true
  run(context: FacilityContext, input: InputOf<Name>, where: FacilityPlace): Promise<Answer<Name>> | Answer<Name>
} & Again<Name, FacilityContext>
type AtSelf<Name extends OperationName> = {
  where: 'self'
  run(context: SelfContext, input: InputOf<Name>): Promise<Answer<Name>>
}
type AtPublic<Name extends OperationName> = {
  where: 'public'
  run(context: Context, input: InputOf<Name>): Promise<Answer<Name>>
}

/** How an operation is served. `where` is mandatory, so that nobody can forget to ask. */
export type Serving<Name extends OperationName> = OperationNamed<Name>['at'] extends 'facility'
  ? AtFacility<Name>
  : OperationNamed<Name>['at'] extends 'self'
    ? AtSelf<Name>
    : AtPublic<Name>

/** Any serving, as the steps run it: inputs are parsed before, outputs are checked after. */
export interface AnyServing {
  where: 'self' | 'public' | ((input: unknown) => PlaceRef)
  module?: Module
  deletes?: true
  withdraws?: true
  foretells?: true
  run(context: Context, input: unknown, where?: FacilityPlace): unknown
  again?(context: FacilityContext, ref: string): Promise<unknown>
  known?(input: unknown): unknown
}

/** What a feature writes when a child leaves: whatever it keeps about it (K-23). */
export type Leaving = (child: ChildId, roster: Roster, now: Date) => Promise<readonly Write[]>

/** What the features registered: how operations are served, and how places are found. */
export class Registry {
  readonly servings = new Map<OperationName, AnyServing>()
  readonly places = new Map<string, PlaceKindOf>()
  readonly #leaving: Leaving[] = []

  readonly on = <Name extends OperationName>(operation: { name: Name }, serving: Serving<Name>): void => {
    if (this.servings.has(operation.name)) throw new Error(`${operation.name} is served twice`)
    this.servings.set(operation.name, serving as AnyServing)
  }

  readonly place = (kind: string, how: PlaceKindOf): void => {
    this.places.set(kind, how)
  }

  readonly onChildLeaving = (leaving: Leaving): void => {
    this.#leaving.push(leaving)
  }

  /** What all features write when this child leaves. */
  readonly leavingOf: Leaving = async (child, roster, now) =>
    (await Promise.all(this.#leaving.map((leaving) => leaving(child, roster, now)))).flat()

  /** Is there such a thing, whatever feature it belongs to? */
  async exists(ref: PlaceRef, roster: Roster): Promise<boolean> {
    return 'id' in ref && ((await this.places.get(ref.kind)?.find(ref.id, roster)) ?? null) !== null
  }
}
