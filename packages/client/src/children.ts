import type { Child, OutputOf, ToldEvent } from '@morgenkreis/protocol'
import { type Shelf, emptyShelf, put, vanish } from './shelf.ts'

/** The children of one facility, as its admin reads them; by the age of their record. */
export type Children = Shelf<Child>

export const emptyChildren: Children = emptyShelf

/** Takes `child.list` in. Start from empty to read afresh. */
export function mergeChildren(children: Children, read: OutputOf<'child.list'>): Children {
  return read.children.reduce((shelf, child) => put(shelf, child, 'oldest first'), children)
}

export function applyToChildren(children: Children, told: ToldEvent): Children {
  switch (told.name) {
    case 'child.joined':
      return told.data === undefined ? vanish(children, told.ref, told.v) : put(children, told.data, 'oldest first')
    case 'child.left':
      return vanish(children, told.data?.child ?? told.ref, told.v)
    default:
      return children
  }
}
