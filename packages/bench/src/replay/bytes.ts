import { children } from '@morgenkreis/world'
import { newcomers } from './children-here.ts'
import { markedWith } from './marks.ts'

const escaped = (name: string) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
const names = [...children.map(({ name }) => name), ...newcomers]
const childrensNames = new RegExp(names.map(escaped).join('|'), 'g')
/** Ids in which no time stands (decision 10): those of health records above all. */
const timelessIds = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g

/** What stood in the bytes that somebody received, over sockets and HTTP. */
export class Bytes {
  /** The numbers of the texts, and when each was there last. */
  readonly marks = new Map<number, number>()
  readonly ids = new Set<string>()
  readonly names = new Set<string>()

  see(bytes: string, at = performance.now()): void {
    for (const mark of markedWith(bytes)) this.marks.set(mark, at)
    for (const [id] of bytes.matchAll(timelessIds)) this.ids.add(id)
    for (const [name] of bytes.matchAll(childrensNames)) this.names.add(name)
  }
}
