import type { Language } from '@morgenkreis/protocol'
import type { de } from './de.ts'
import type { account } from './de/account.ts'
import type { facilities } from './de/facilities.ts'
import type { audit } from './de/audit.ts'
import type { moderation } from './de/moderation.ts'
import type { polls } from './de/polls.ts'
import type { talk } from './de/talk.ts'
import type { holds } from './de/holds.ts'
import type { keeping } from './de/keeping.ts'
import type { reports } from './de/reports.ts'
import type { mail } from './de/mail.ts'
import type { push } from './de/push.ts'

/** All texts of one language, by feature. German is the model: what another language lacks does not compile. */
export type Words = typeof de

/** One lazy file per language. */
export async function load(language: Language): Promise<Words> {
  if (language === 'en') return (await import('./en.ts')).en
  return (await import('./de.ts')).de
}

/** The texts of the pages from which a facility is run: families never load them. */
export type OfficeWords = typeof facilities

/** One more lazy file per language. */
export async function loadOffice(language: Language): Promise<OfficeWords> {
  if (language === 'en') return (await import('./en/facilities.ts')).facilities
  return (await import('./de/facilities.ts')).facilities
}

/** The texts of chats and conversations. */
export type TalkWords = typeof talk

/** One more lazy file per language. */
export async function loadTalk(language: Language): Promise<TalkWords> {
  if (language === 'en') return (await import('./en/talk.ts')).talk
  return (await import('./de/talk.ts')).talk
}

/** The texts of polls: only where a Kita has switched them on. */
export type PollWords = typeof polls

export async function loadPolls(language: Language): Promise<PollWords> {
  if (language === 'en') return (await import('./en/polls.ts')).polls
  return (await import('./de/polls.ts')).polls
}

/** The texts of what a law forbids to delete. */
export type HoldWords = typeof holds

export async function loadHolds(language: Language): Promise<HoldWords> {
  if (language === 'en') return (await import('./en/holds.ts')).holds
  return (await import('./de/holds.ts')).holds
}

/** The texts of what goes and what comes back: trash and periods. */
export type KeepingWords = typeof keeping

export async function loadKeeping(language: Language): Promise<KeepingWords> {
  if (language === 'en') return (await import('./en/keeping.ts')).keeping
  return (await import('./de/keeping.ts')).keeping
}

/** The texts of what one wrote oneself, and of the end of an account. */
export type AccountWords = typeof account

export async function loadAccount(language: Language): Promise<AccountWords> {
  if (language === 'en') return (await import('./en/account.ts')).account
  return (await import('./de/account.ts')).account
}

/** The texts of reporting and of who is here: a lazy file of its own, too. */
export type ReportWords = typeof reports

export async function loadReports(language: Language): Promise<ReportWords> {
  if (language === 'en') return (await import('./en/reports.ts')).reports
  return (await import('./de/reports.ts')).reports
}

/** The texts of mails, which no browser loads. */
export type MailWords = typeof mail

export async function loadMail(language: Language): Promise<MailWords> {
  if (language === 'en') return (await import('./en/mail.ts')).mail
  return (await import('./de/mail.ts')).mail
}

/** The texts about notifications, the installed app, and being without a network. */
export type PushWords = typeof push

export async function loadPush(language: Language): Promise<PushWords> {
  if (language === 'en') return (await import('./en/push.ts')).push
  return (await import('./de/push.ts')).push
}

/** The texts of reporting, judging, muting and locking. */
export type ModerationWords = typeof moderation

export async function loadModeration(language: Language): Promise<ModerationWords> {
  if (language === 'en') return (await import('./en/moderation.ts')).moderation
  return (await import('./de/moderation.ts')).moderation
}

/** The texts of the audit's page. */
export type AuditWords = typeof audit

export async function loadAudit(language: Language): Promise<AuditWords> {
  if (language === 'en') return (await import('./en/audit.ts')).audit
  return (await import('./de/audit.ts')).audit
}
