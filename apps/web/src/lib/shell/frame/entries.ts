import type { Facility, OwnMembership } from '@morgenkreis/protocol'
import type { Words } from '@morgenkreis/words'

export interface Entry {
  href: '/heute' | '/post' | '/post/neu' | '/einrichtung' | '/mehr' | '/melden'
  label: string
  /** The act among the places: the plus of the bottom bar. */
  act: boolean
}

/** What stands in the one list of all that was sent to somebody. */
const inPost = ['announcements', 'polls', 'chat', 'conversations'] as const

/** What the menu shows to this membership; what it may not do, or what is switched off (K-02), has no entry. */
export function entriesFor(
  { role, writes }: Pick<OwnMembership, 'role' | 'writes'>,
  { modules }: Pick<Facility, 'modules'>,
  { shell }: Words,
): Entry[] {
  const posting = modules.includes('announcements')
  const reporting = role === 'guardian' && (modules.includes('sick-notes') || modules.includes('absences'))
  const writing = role !== 'guardian' && (role === 'admin' || writes)
  const entries: (Entry | false)[] = [
    { href: '/heute', label: shell.today, act: false },
    inPost.some((module) => modules.includes(module)) && { href: '/post', label: shell.post, act: false },
    posting && writing && { href: '/post/neu', label: shell.write, act: true },
    reporting && { href: '/melden', label: shell.report, act: false },
    role === 'admin' && { href: '/einrichtung', label: shell.facility, act: false },
    { href: '/mehr', label: shell.more, act: false },
  ]
  return entries.filter((entry) => entry !== false)
}

/** The entry whose place the path lies in: the longest that it begins with. */
export function currentOf(entries: readonly Entry[], path: string): Entry | undefined {
  return entries
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .sort((one, other) => other.href.length - one.href.length)[0]
}
