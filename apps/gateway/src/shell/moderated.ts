import type { AnnouncementId, Groups, MembershipId, Module, ReportedKind, ThreadId } from '@morgenkreis/protocol'
import type { Plan } from './plan.ts'
import { Refused } from './refused.ts'
import type { Removable, Turn } from './removal.ts'
import type { Roster } from './roster/roster.ts'

/** What somebody wrote, as those judge it who moderate there. */
export interface Written {
  readonly ref: string
  readonly groups: Groups
  readonly author: MembershipId
  readonly title: string | null
  readonly text: string
  readonly at: Date
  readonly hidden: boolean
  /** The page on which it stands. */
  readonly announcement: AnnouncementId | null
  readonly thread: ThreadId | null
}

export interface Turning {
  readonly to: Turn
  readonly roster: Roster
  readonly now: Date
}

/** How a kind of thing is judged. */
export interface Judging {
  /** All of them must be on. */
  readonly modules: readonly Module[]
  /** As it is now, hidden or not; what was removed, or is out of reach, is left out. */
  read(refs: readonly string[], roster: Roster): Promise<readonly Written[]>
  /** Adds to a plan what hides it, shows it again or removes it, and whoever hears of that. Refuses what is gone. */
  turn<Output>(plan: Plan<Output>, ref: string, turn: Turning): Promise<Plan<Output>>
}

/** What can be reported: the features register how theirs is judged. */
export class Moderated {
  readonly #kinds = new Map<ReportedKind, Judging>()

  register(kind: ReportedKind, judging: Judging): void {
    this.#kinds.set(kind, judging)
  }

  of(kind: ReportedKind): Judging {
    const judging = this.#kinds.get(kind)
    if (judging === undefined) throw new Error(`no feature judges ${kind}`)
    return judging
  }
}

/** What is still there; the rest was removed while it was judged. */
export function still<Found>(found: Found | undefined): Found {
  if (found === undefined) throw new Refused('gone')
  return found
}

type Judged = Pick<Removable, 'at' | 'hiddenAt'> & { _id: string; groups: Groups; author: MembershipId }

/** Things as those read them who judge, hidden or not; `say` tells what stands in one, and on which page. */
export async function asJudged<Doc extends Judged, Shown extends { id: string }>(
  docs: readonly Doc[],
  show: (docs: readonly Doc[]) => Promise<readonly Shown[]>,
  say: (shown: Exclude<Shown, { gone: unknown }>, doc: Doc) => Pick<Written, 'title' | 'text' | 'announcement'>,
): Promise<Written[]> {
  const known = new Map(docs.map((doc) => [doc._id, doc]))
  return (await show(docs.map((doc) => ({ ...doc, hiddenAt: null })))).flatMap((one) => {
    const doc = known.get(one.id)
    if (doc === undefined || 'gone' in one) return []
    const { _id: ref, groups, author, at, hiddenAt = null } = doc
    return [
      {
        ref,
        groups,
        author,
        at,
        hidden: hiddenAt !== null,
        thread: null,
        ...say(one as Exclude<Shown, { gone: unknown }>, doc),
      },
    ]
  })
}
