import { loadPush } from '@morgenkreis/words'
import type { Language } from '@morgenkreis/protocol'
import { mount } from 'svelte'
import { isOfferable } from './device.svelte.ts'
import Offer from './Offer.svelte'

/** The offer, once there is something that one would have wanted to be told of. It goes with its place. */
export async function offerAt(target: HTMLElement, language: Language): Promise<void> {
  if (!(await isOfferable())) return
  const { offer: texts } = await loadPush(language)
  if (target.childElementCount === 0) mount(Offer, { target, props: { texts } })
}
