import type { ChildId, FacilityId, Module, PersonId } from '@morgenkreis/protocol'

/** Whose key seals something. A month is a facility's, of one module, in UTC: `2026-03`. Each of them dies alone. */
export type KeyRef =
  | { kind: 'facility'; facility: FacilityId }
  | { kind: 'person'; person: PersonId }
  | { kind: 'child'; facility: FacilityId; child: ChildId }
  | { kind: 'month'; facility: FacilityId; module: Module; month: string }
  | { kind: 'record'; facility: FacilityId; child: ChildId; record: string }

/** The keys that somebody destroys. */
export type LeafRef = Exclude<KeyRef, { kind: 'facility' }>

/** The keys above them: of the platform, of a facility, of a child. They wrap and seal nothing, so that each can be made new. */
export type WrappingRef = { kind: 'platform' } | { kind: 'wraps'; facility: FacilityId; child: ChildId | null }

/** The secret of the keyed hashes hangs beside the platform key; it seals nothing, so no KeyRef names it. */
export type AnyRef = KeyRef | WrappingRef | { kind: 'macs' }

/** The key of what is written in a module of a facility at an instant. */
export function monthRef(facility: FacilityId, module: Module, at: Date): LeafRef {
  return { kind: 'month', facility, module, month: at.toISOString().slice(0, 7) }
}

/** The key of one record about a child: health data die alone. */
export const recordRef = (facility: FacilityId, child: ChildId, record: string): LeafRef => ({
  kind: 'record',
  facility,
  child,
  record,
})

/** One string for each ref: ids, modules and months hold no colon. */
export function nameOf(ref: AnyRef): string {
  switch (ref.kind) {
    case 'platform':
    case 'macs':
      return ref.kind
    case 'facility':
      return `facility:${ref.facility}`
    case 'wraps':
      return ref.child === null ? `wraps:${ref.facility}` : `wraps:${ref.facility}:${ref.child}`
    case 'person':
      return `person:${ref.person}`
    case 'child':
      return `child:${ref.facility}:${ref.child}`
    case 'month':
      return `month:${ref.facility}:${ref.module}:${ref.month}`
    case 'record':
      return `record:${ref.facility}:${ref.record}`
  }
}

/** The month's key of this name. */
export function monthNamed(name: string): Extract<LeafRef, { kind: 'month' }> {
  const [, facility, module, month = ''] = name.split(':')
  return { kind: 'month', facility: facility as FacilityId, module: module as Module, month }
}

/** The names of wrapping keys, the lowest floor first. */
export const wrappingNames = [/^wraps:[^:]+:/, /^(?:platform$|wraps:[^:]+$)/] as const

/** The wrapping key of this name. */
export function wrappingNamed(name: string): WrappingRef {
  const [kind, facility, child] = name.split(':')
  if (kind === 'platform') return { kind }
  return { kind: 'wraps', facility: facility as FacilityId, child: (child as ChildId | undefined) ?? null }
}

/** How many keys stand above this one, the root not counted. */
export function floorOf(ref: AnyRef): number {
  const above = parentOf(ref)
  return above === null ? 0 : 1 + floorOf(above)
}

/** The key that wraps this one, or null for the root. */
export function parentOf(ref: AnyRef): WrappingRef | null {
  switch (ref.kind) {
    case 'platform':
    case 'macs':
      return null
    case 'wraps':
      return ref.child === null ? null : { kind: 'wraps', facility: ref.facility, child: null }
    case 'person':
      return { kind: 'platform' }
    case 'facility':
    case 'child':
    case 'month':
      return { kind: 'wraps', facility: ref.facility, child: null }
    case 'record':
      return { kind: 'wraps', facility: ref.facility, child: ref.child }
  }
}
