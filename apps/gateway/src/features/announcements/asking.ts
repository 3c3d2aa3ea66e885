import type { AnnouncementId, Confirmation } from '@morgenkreis/protocol'
import { orNotFound, Refused } from '../../shell/refused.ts'
import { goneLine } from '../../shell/removal.ts'
import { publishedAt, type AnnouncementDoc, type AnnouncementStore } from './store.ts'

/** An announcement that asks for confirmation. */
export type AskingDoc = AnnouncementDoc & { readonly confirmation: Confirmation }

/** Finds what is to be confirmed; throws `Refused` where it is gone, or asks for nothing. */
export async function askingFor(id: AnnouncementId, store: AnnouncementStore, now: Date): Promise<AskingDoc> {
  const doc = orNotFound(await store.model.findOne({ _id: id, ...publishedAt(now) }).lean<AnnouncementDoc>())
  if (goneLine(doc) !== null) throw new Refused('not-found')
  const { confirmation } = doc
  if (confirmation === undefined) throw new Refused('nothing-to-confirm')
  return { ...doc, confirmation }
}
