import type { ChildId } from '@morgenkreis/protocol'

/** Where a first message waits on this device; staff writes about one child at a time, and to several in turn. */
export const placeBeforeFirst = (child?: ChildId) =>
  child === undefined ? 'new:conversation' : `new:conversation:${child}`

/** Where what opened a conversation about this child may have been written. */
export const placesBeforeFirst = (child: ChildId | undefined) => [placeBeforeFirst(), placeBeforeFirst(child)]
