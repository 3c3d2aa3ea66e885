import type { Language } from '@morgenkreis/protocol'
import type { asking } from './de/asking.ts'
import type { closings } from './de/closings.ts'
import type { outreach } from './de/outreach.ts'
import type { publishing } from './de/publishing.ts'
import type { quietHours } from './de/quiet-hours.ts'

/** The texts of what asks its readers for something: loaded where something does. */
export type AskingWords = typeof asking

export async function loadAsking(language: Language): Promise<AskingWords> {
  if (language === 'en') return (await import('./en/asking.ts')).asking
  return (await import('./de/asking.ts')).asking
}

/** The texts of writing with all options, and of what became of it: families never load them. */
export type PublishingWords = typeof publishing

export async function loadPublishing(language: Language): Promise<PublishingWords> {
  if (language === 'en') return (await import('./en/publishing.ts')).publishing
  return (await import('./de/publishing.ts')).publishing
}

/** The texts of writing to a family first: staff alone loads them. */
export type OutreachWords = typeof outreach

export async function loadOutreach(language: Language): Promise<OutreachWords> {
  if (language === 'en') return (await import('./en/outreach.ts')).outreach
  return (await import('./de/outreach.ts')).outreach
}

/** The texts of the page on which a head sets quiet hours. */
export type QuietHoursWords = typeof quietHours

export async function loadQuietHours(language: Language): Promise<QuietHoursWords> {
  if (language === 'en') return (await import('./en/quiet-hours.ts')).quietHours
  return (await import('./de/quiet-hours.ts')).quietHours
}

/** The texts of the days on which a facility is closed. */
export type ClosingWords = typeof closings

export async function loadClosings(language: Language): Promise<ClosingWords> {
  if (language === 'en') return (await import('./en/closings.ts')).closings
  return (await import('./de/closings.ts')).closings
}
