import { createContext } from 'svelte'
import type { ReportWords } from '@morgenkreis/words'

/** The texts of reporting and of who is here; whoever shows them sets them once. */
export const [reportWords, setReportWords] = createContext<ReportWords>()
