import type { Role } from '@morgenkreis/protocol'

/**
 * The pages of which a device keeps a copy, to be opened without a network: what was addressed to the reader. Nothing of
 * reports, absences or children is among them.
 */
const kept = ['/(inside)/post', '/(inside)/post/[announcement]', '/(inside)/post/(talk)/chat/[thread]']
/** And of staff the page Heute, with signs and who is there. To everybody else it shows nothing that the post has not. */
const keptOfStaff = '/(inside)/heute'

export const isKept = (route: string | null, role: Role | undefined) =>
  kept.some((one) => one === route) || (route === keptOfStaff && (role === 'educator' || role === 'admin'))

/** With this header the service worker asks for a page as it may lie on a device. */
export const copyAsked = 'x-copy'
/** With this one the gateway says that the answer may be kept, and for which session as it stands now. */
export const copyFor = 'x-copy-for'

/** What the service worker tells a page that is a copy: the gateway has answered after all. */
export interface CopyWord {
  readonly copies: 'answered'
}

/** What pages tell the service worker about copies. */
export type CopyMessage =
  | {
      readonly copies: 'shown'
      /** As in `copyFor`: copies made for anything else go. */
      readonly for: string
      /** The page that is shown, if it is one to keep; and the scripts and styles that it took. */
      readonly path: string | null
      readonly parts: readonly string[]
      /** Something came since it was kept. */
      readonly news: boolean
    }
  /** Copies of these paths, all older ones, or all, are read anew: something may have been removed. */
  | { readonly copies: 'stale'; readonly paths: readonly string[] | 'older' | 'all' }
  /** There is no session any more. */
  | { readonly copies: 'forget' }
