import type { Facility, OwnChild, Thread } from '@morgenkreis/protocol'
import type { Words } from '@morgenkreis/words'

/** What a thread's name depends on: the groups of the facility, and for a guardian the own children with their labels. */
export interface Naming {
  readonly facility: Pick<Facility, 'groups'>
  readonly children: readonly OwnChild[]
  readonly words: Words
}

/** How a thread is called, and what stands beside its name. */
export function nameOf(
  thread: Thread,
  { facility, children, words }: Naming,
): { title: string; beside: string | null } {
  const { threads, signs } = words
  const groupNamed = (id: string | null) => facility.groups.find((group) => group.id === id)?.name ?? ''
  if (thread.circle === 'group') return { title: threads.group({ group: groupNamed(thread.group) }), beside: null }
  if (thread.circle === 'council') return { title: threads.council, beside: null }
  const { subject, opened } = thread
  if (subject !== null && subject.name !== null)
    return { title: threads.family({ child: subject.name }), beside: subject.guardians.join(', ') }
  const own = children.find(({ id }) => id === subject?.child)
  const child = own?.label ?? (subject === null ? null : signs[subject.sign])
  const group = groupNamed(subject?.group ?? thread.group)
  return {
    title: opened === 'head' ? threads.head : threads.team({ group }),
    beside: child === null ? null : threads.about({ child }),
  }
}
