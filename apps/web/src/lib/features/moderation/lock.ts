import type { FacilityPlace } from '@morgenkreis/domain'
import type { Language } from '@morgenkreis/protocol'
import { loadModeration } from '@morgenkreis/words'
import { offers, type Acting } from '#lib/shell/offers.ts'

/** What locking needs, for those who may: nobody else loads it. */
export async function lockFor(acting: Acting, where: Omit<FacilityPlace, 'facility'>, language: Language) {
  if (!offers(acting, 'thread.lock', where)) return null
  const [{ default: LockForm }, texts] = await Promise.all([import('./LockForm.svelte'), loadModeration(language)])
  return { LockForm, texts }
}
