import { children } from '@morgenkreis/world'
import type { ChildId, GroupId } from '@morgenkreis/protocol'
import type { WorldChild } from '@morgenkreis/world'

const here = new Map<ChildId, WorldChild>(children.map((child) => [child.id, child]))

/** The children who are in a Kita at this moment. One process plays one day, and all facts go by the same list. */
export const childrenHere = (): WorldChild[] => [...here.values()]
/** Of a child that left: none. */
export const groupOfChild = (child: ChildId): GroupId | undefined => here.get(child)?.group

export const joins = (child: WorldChild): void => void here.set(child.id, child)
export const leaves = (child: ChildId): void => void here.delete(child)

/** Those who join while the day is played are called so. */
export const newcomers = ['Ole Neuling', 'Ida Neuling', 'Juno Neuling', 'Bo Neuling'] as const
