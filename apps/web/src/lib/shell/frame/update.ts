import { loadPush } from '@morgenkreis/words'
import type { Language } from '@morgenkreis/protocol'

/** The notice of a newer version with its texts; loaded when there is one. */
export async function loadUpdate(language: Language) {
  const [{ default: Notice }, { update }] = await Promise.all([import('./UpdateNotice.svelte'), loadPush(language)])
  return { Notice, texts: update }
}
