import { loadAsking, loadPublishing } from '@morgenkreis/words'
import type { Language, OutputOf } from '@morgenkreis/protocol'

export interface Read {
  /** Why it is urgent. */
  readonly reason: string | undefined
  /** For guardians: what is asked of them. */
  readonly asked: OutputOf<'confirmation.list'> | null
  /** For staff: how far it is. */
  readonly progress: OutputOf<'announcement.progress'> | null
  /** For staff: whom it has reached, and when that was read. */
  readonly reach: { readonly read: OutputOf<'announcement.reach'>; readonly at: string } | null
  /** Whether this hat may remind. */
  readonly reminds: boolean
}

export type Parts = Awaited<ReturnType<typeof loadParts>>

/** What the page of an announcement needs only where it is urgent, asks for confirmation, or is seen by staff. */
export async function loadMore(language: Language, read: Read) {
  const [parts, { default: Part }] = await Promise.all([loadParts(language, read), import('./More.svelte')])
  return { Part, parts }
}

async function loadParts(language: Language, read: Read) {
  const [urgent, ask, watch, reach] = await Promise.all([
    read.reason === undefined ? null : loadUrgent(language, read.reason),
    read.asked === null || read.asked.asked.length === 0 ? null : loadAsk(language, read.asked),
    read.progress === null ? null : loadProgress(language, { ...read, progress: read.progress }),
    read.progress !== null || read.reach === null ? null : loadReach(language, read.reach, read.reason !== undefined),
  ])
  return { urgent, ask, watch, reach }
}

const loadUrgent = async (language: Language, reason: string) => ({
  ...{ reason, texts: await loadAsking(language) },
  Part: (await import('./Urgent.svelte')).default,
})

const loadAsk = async (language: Language, read: OutputOf<'confirmation.list'>) => ({
  ...{ read, texts: await loadAsking(language) },
  Part: (await import('./Ask.svelte')).default,
})

const loadProgress = async (
  language: Language,
  { progress, reach, reminds }: Read & { progress: OutputOf<'announcement.progress'> },
) => ({
  ...{ read: progress, reach, reminds, texts: await loadPublishing(language) },
  Part: (await import('./Progress.svelte')).default,
})

const loadReach = async (language: Language, reach: NonNullable<Read['reach']>, urgent: boolean) => ({
  ...{ ...reach, urgent, texts: await loadPublishing(language) },
  Part: (await import('./Reach.svelte')).default,
})
