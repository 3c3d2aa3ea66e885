import { apfelhof, children } from '@morgenkreis/world'
import type { Bytes } from '../bytes.ts'
import type { Player } from '../cast.ts'
import { newcomers } from '../children-here.ts'
import { isStaff } from '../hearing.ts'
import type { Difference } from '../record.ts'

/** Who may find what in the own bytes, and until when. */
export interface Permitted {
  /** By the number of a text. */
  readonly allowed: ReadonlyMap<number, ReadonlySet<string>>
  readonly goneAt: ReadonlyMap<number, number>
  /** From when on somebody may find it no more, by `<name> <number>`. */
  readonly closedAt: ReadonlyMap<string, number>
  /** Records of illnesses, and who may ever learn that there is one. */
  readonly illnesses: ReadonlyMap<string, ReadonlySet<string>>
}

/** What was under way when something was removed may still arrive. */
const graceMs = 5_000

/** K-38, K-39: nothing in the bytes that is not for this person; nothing that was removed a while before. */
export function judgeBytes(
  { name, hats }: Pick<Player, 'name' | 'hats'>,
  bytes: Bytes,
  { allowed, goneAt, closedAt, illnesses }: Permitted,
): Difference[] {
  const found: Difference[] = []
  const overheard = (what: string) => void found.push({ kind: 'overheard', who: name, what })
  for (const [mark, at] of bytes.marks) {
    if (!allowed.get(mark)?.has(name)) overheard(`the bytes of text #${mark}`)
    else if (at > (goneAt.get(mark) ?? Infinity) + graceMs) overheard(`text #${mark} after it was gone`)
    else if (at > (closedAt.get(`${name} ${mark}`) ?? Infinity) + graceMs) overheard(`text #${mark}, read no more`)
  }
  for (const id of bytes.ids) if (illnesses.get(id)?.has(name) === false) overheard(`that there is a sick note ${id}`)
  const facilitiesOf = (child: string) => [
    ...children.filter((one) => one.name === child).map(({ facility }) => facility),
    ...newcomers.filter((one) => one === child).map(() => apfelhof),
  ]
  const isOfTheKita = (child: string) => hats.some((hat) => isStaff(hat) && facilitiesOf(child).includes(hat.facility))
  for (const child of bytes.names) if (!isOfTheKita(child)) overheard(`the name ${child}`)
  return found
}
