import { loadAsking, loadPublishing } from '@morgenkreis/words'
import type { Language, OutputOf } from '@morgenkreis/protocol'

interface Read {
  readonly asked: OutputOf<'confirmation.list'> | null
  readonly progress: OutputOf<'announcement.progress'> | null
  readonly reason: string | undefined
}

/** What the page of an announcement needs only where it is urgent or asks for confirmation. */
export async function loadMore(language: Language, { asked, progress, reason }: Read) {
  const [urgent, ask, watch] = await Promise.all([
    reason === undefined ? null : loadUrgent(language, reason),
    asked === null || asked.asked.length === 0 ? null : loadAsk(language, asked),
    progress === null ? null : loadProgress(language, progress),
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

const loadProgress = async (language: Language, read: OutputOf<'announcement.progress'>) => ({
  ...{ read, texts: await loadPublishing(language) },
  Part: (await import('./Progress.svelte')).default,
})
