import { loadPush } from '@morgenkreis/words'
import type { PageServerLoad } from './$types'

// Shown where nothing can be loaded: it stands for itself.
export const csr = false

export const load: PageServerLoad = async ({ locals: { language } }) => ({ texts: (await loadPush(language)).offline })
