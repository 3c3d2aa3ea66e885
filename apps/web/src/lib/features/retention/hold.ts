import type { Language } from '@morgenkreis/protocol'
import { loadHolds } from '@morgenkreis/words'
import { offers, type Acting } from '#lib/shell/offers.ts'

/** What locking a thing needs (K-05), for those who may: nobody else loads it. */
export async function holdFor(acting: Acting, language: Language) {
  if (!offers(acting, 'hold.place', { groups: 'all' })) return null
  const [{ default: HoldLink }, texts] = await Promise.all([import('./HoldLink.svelte'), loadHolds(language)])
  return { HoldLink, texts }
}

export type HoldPart = NonNullable<Awaited<ReturnType<typeof holdFor>>>
