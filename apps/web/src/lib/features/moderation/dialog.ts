import type { Language } from '@morgenkreis/protocol'
import { loadModeration } from '@morgenkreis/words'
import ReportDialog from './ReportDialog.svelte'

/** What reporting from within a page needs, when somebody does. */
export const loadDialog = async (language: Language) => ({ ReportDialog, texts: await loadModeration(language) })
