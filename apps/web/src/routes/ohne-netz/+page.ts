import { loadPush } from '@morgenkreis/words'
import type { PageLoad } from './$types'

// Shown where nothing can be loaded: it stands for itself.
export const csr = false

export const load: PageLoad = async ({ parent }) => ({ texts: (await loadPush((await parent()).language)).offline })
