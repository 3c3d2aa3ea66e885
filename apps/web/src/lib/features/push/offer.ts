import { loadPush } from '@morgenkreis/words'
import type { Language } from '@morgenkreis/protocol'

/** The offer with its texts; loaded once there is something that one would have wanted to be told of. */
export async function loadOffer(language: Language) {
  const [{ default: Offer }, { offer }] = await Promise.all([import('./Offer.svelte'), loadPush(language)])
  return { Offer, texts: offer }
}
