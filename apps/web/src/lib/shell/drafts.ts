import type { MembershipId } from '@morgenkreis/protocol'

const prefix = 'draft:'
const keyOf = (membership: MembershipId, place: string) => `${prefix}${membership}:${place}`

/** Texts one below the other, without the empty ones. */
export const joined = (...texts: readonly string[]) => texts.filter((text) => text.trim() !== '').join('\n\n')

/** The storage of this device; null on the server, and where the browser keeps none. */
function deviceStorage(): Storage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}

/**
 * Texts that survive a reload and an expired session, each under the membership that wrote it: neither another person
 * on this device nor the other hat comes across it. The logout wipes them.
 */
export function drafts(storage = deviceStorage()) {
  const read = (membership: MembershipId, place: string) => storage?.getItem(keyOf(membership, place)) ?? ''

  function write(membership: MembershipId, place: string, text: string) {
    try {
      if (text === '') storage?.removeItem(keyOf(membership, place))
      else storage?.setItem(keyOf(membership, place), text)
    } catch {
      // The storage is full: the text lives as long as the page.
    }
  }

  return {
    read,
    write,
    /** This text arrived: a plain form was sent, and its page could not take the draft away. */
    arrived(membership: MembershipId, place: string, text: string) {
      if (read(membership, place).trim() === text) write(membership, place, '')
    },
    /** Forgets what anybody else left, and what was written under a membership that is no more. */
    keepOnly(memberships: readonly MembershipId[]) {
      const own = memberships.map((membership) => keyOf(membership, ''))
      const keys = Array.from({ length: storage?.length ?? 0 }, (_, at) => storage?.key(at) ?? '')
      for (const key of keys) {
        if (key.startsWith(prefix) && !own.some((mine) => key.startsWith(mine))) storage?.removeItem(key)
      }
    },
  }
}
