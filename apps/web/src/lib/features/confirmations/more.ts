import { loadAsking, loadPublishing } from '@morgenkreis/words'
import type { Language, OutputOf } from '@morgenkreis/protocol'

export interface Read {
  /** Why it is urgent. */
  readonly reason: string | undefined
  /** For guardians: what is asked of them. */
  readonly asked: OutputOf<'confirmation.list'> | null
  /** For staff: how far it is. */
  readonly progress: OutputOf<'announcement.progress'> | null
  /** Whether this hat may remind. */
  readonly reminds: boolean
}

export type Parts = Awaited<ReturnType<typeof loadParts>>

/** What the page of an announcement needs only where it is urgent or asks for confirmation. */
export async function loadMore(language: Language, read: Read) {
  const [parts, { default: Part }] = await Promise.all([loadParts(language, read), import('./More.svelte')])
  return { Part, parts }
}

async function loadParts(language: Language, { reason, asked, progress, reminds }: Read) {
  const [urgent, ask, watch] = await Promise.all([
    reason === undefined ? null : loadUrgent(language, reason),
    asked === null || asked.asked.length === 0 ? null : loadAsk(language, asked),
    progress === null ? null : loadProgress(language, progress, reminds),
  ])
  return { urgent, ask, watch }
}

const loadUrgent = async (language: Language, reason: string) => ({
  ...{ reason, texts: await loadAsking(language) },
  Part: (await import('./Urgent.svelte')).default,
})

const loadAsk = async (language: Language, read: OutputOf<'confirmation.list'>) => ({
  ...{ read, texts: await loadAsking(language) },
  Part: (await import('./Ask.svelte')).default,
})

const loadProgress = async (language: Language, read: OutputOf<'announcement.progress'>, reminds: boolean) => ({
  ...{ read, reminds, texts: await loadPublishing(language) },
  Part: (await import('./Progress.svelte')).default,
})
