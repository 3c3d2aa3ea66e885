import { modules, processed, type Language } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { loadOffice } from './load.ts'

type Said = Record<Language, string>
const filed = {
  de: 'wer etwas mit welchem Grund und welcher Anmerkung gemeldet hat',
  en: 'who reported something, why',
}
const read = { de: 'wie weit jemand gelesen hat', en: 'how far somebody has read' }
const asked = { de: 'mit wem', en: 'with whom' }
const ofChild = { de: 'Kind', en: 'child' }
const entered = { de: 'wer sie wann eingetragen hat', en: 'who entered it and when' }
const voted = { de: 'je Kind oder Familie die Antwort', en: 'for each child or family the answer' }
const tookPart = { de: 'dass jemand teilgenommen hat', en: 'that somebody took part' }
const proven = { de: 'Bestätigung des Empfängerkreises', en: 'acknowledgement of the audience' }

/** With which words each declared field is named: for a collection, or wherever there is one of this name. */
const named: Record<string, Said> = {
  author: { de: 'Name und Rolle der', en: 'name and role of' },
  at: { de: 'Zeitpunkt', en: 'time' },
  text: { de: 'Text', en: 'text' },
  title: { de: 'Titel', en: 'title' },
  proof: proven,
  reason: { de: 'Grund der Dringlichkeit', en: 'the reason of what is urgent' },
  editedAt: { de: 'wann der Text geändert wurde', en: 'when it was changed' },
  'announcement-openings.person': { de: 'wer sie geöffnet hat', en: 'who opened it' },
  'confirmations.child': { de: 'für welches Kind', en: 'for which child' },
  guardian: { de: 'das Lesen bestätigt hat', en: 'who confirmed the reading' },
  by: { de: 'wer wann erinnert hat', en: 'who sent a reminder' },
  on: { de: 'wann erinnert', en: 'a reminder and when' },
  'report-filings.person': filed,
  'report-filings.reason': filed,
  'report-filings.note': { de: 'Anmerkung', en: 'with which note' },
  'thread-marks.person': read,
  'comments-seen.person': read,
  upTo: read,
  unread: read,
  membership: proven,
  child: ofChild,
  childMac: ofChild,
  household: { de: 'Haushalt', en: 'household' },
  opened: asked,
  partner: asked,
  question: { de: 'Frage', en: 'question' },
  options: { de: 'Antworten', en: 'options' },
  'poll-answers.children': voted,
  'poll-answers.together': voted,
  answer: { de: 'die Antwort', en: 'the answer' },
  'poll-participations.children': tookPart,
  'poll-participations.together': tookPart,
  counts: { de: 'Zahl der Stimmen', en: 'number of votes' },
  'sick-notes.author': entered,
  'absences.author': entered,
  'sick-notes.at': entered,
  'absences.at': entered,
  'sick-notes.content': { de: 'Krankheit, Tage, Nachricht', en: 'illness, days, message' },
  'absences.content': { de: 'Grund, Tage, Nachricht', en: 'reason, days, message' },
  'sick-notes.basis': { de: 'Einwilligung oder Rechtsgrundlage', en: 'consent or legal basis' },
  changedAt: { de: 'wann und wie oft sie geändert', en: 'when and how often it was changed' },
  edition: { de: 'wie oft sie geändert', en: 'how often it was changed' },
  endedAt: { de: 'nach dem letzten Tag', en: 'after the last day' },
  seenAt: { de: 'wann sie gesehen wurde', en: 'when it was seen' },
}
/** Declared for the collection, and empty where this module writes into it. */
const empty = new Set(['conversations messages.proof', 'absences absences.basis'])

test.for(modules.flatMap((module) => (['de', 'en'] as const).map((language) => ({ module, language }))))(
  '[K-14] what people read of $module names each field that it declares ($language)',
  async ({ module, language }) => {
    const { data } = (await loadOffice(language)).modules.of[module]
    const fields = Object.entries<readonly string[]>(processed[module]).flatMap(([collection, names]) =>
      names.map((field) => ({ field, key: `${collection}.${field}` })),
    )
    const unsaid = fields.filter(({ field, key }) => {
      const word = named[key] ?? named[field]
      return !empty.has(`${module} ${key}`) && (word === undefined || !holds(data, word[language]))
    })
    expect(unsaid.map(({ key }) => key)).toEqual([])
  },
)

const holds = (text: string, word: string) => text.toLowerCase().includes(word.toLowerCase())
