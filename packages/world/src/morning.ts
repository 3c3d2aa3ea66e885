import type { AbsenceReason, Illness, Module, PollKind, ReportReason } from '@morgenkreis/protocol'
import { sonnen } from './facilities.ts'
import { named } from './named.ts'
import { by } from './people.ts'

const { anna, emre, paul, paula } = named

/**
 * What happens on the day on which the demo is filled, after its week: done by the operations of the product, by those who
 * would do it. Who answers for a child is named as a membership.
 */
export const morning = {
  switchedOn: { by: anna.admin, modules: ['polls', 'sick-notes', 'absences'] satisfies Module[] },
  asksToConfirm: {
    by: emre.educator,
    groups: [sonnen],
    title: 'Ausflug in den Wildpark: bitte bestätigen',
    text: 'Am Freitag fahren wir mit dem Bus in den Wildpark. Abfahrt ist um 8:45 Uhr am Tor, zurück sind wir gegen 14 Uhr. Bitte bestätigen Sie, dass Sie das gelesen haben, und geben Sie Ihrem Kind ein Lunchpaket mit.',
    confirmedBy: [
      by('Henrik Wintergrün'),
      by('Waldspatz'),
      by('Torben Haferkorn'),
      by('Svitlana Kalynenko'),
      by('Mareike Fuchsloch'),
      by('Papa mit dem Lastenrad'),
      by('Giulia Montefiori'),
      by('Bente Sandkuhl'),
    ],
  },
  asks: {
    by: emre.educator,
    groups: [sonnen],
    question: 'Was soll es beim Laternenfest zu essen geben?',
    kind: 'one' satisfies PollKind,
    options: ['Kartoffelsuppe', 'Stockbrot am Feuer', 'Jeder bringt etwas mit'],
    /** Who chose which, counted from 0. */
    votes: [
      [paul.guardian, 1],
      [by('Hanne Wiesengrund'), 1],
      [by('Waldspatz'), 0],
      [by('Derya Gülbahçe'), 2],
      [by('Torben Haferkorn'), 1],
      [by('Amir Farzanipur'), 0],
      [by('Friederike Ahornweg'), 1],
    ],
  },
  ill: { by: by('Derya Gülbahçe'), illness: 'chickenpox' satisfies Illness, days: 3 },
  away: [
    {
      by: by('Henrik Wintergrün'),
      reason: 'late' satisfies AbsenceReason,
      days: 1,
      note: 'Zahnarzt, wir kommen gegen zehn.',
    },
    { by: by('Ngoc Anh Tranvu'), reason: 'holiday' satisfies AbsenceReason, days: 5, note: null },
  ],
  /** A guardian reports the newest comment of this author. */
  reports: {
    by: paula.guardian,
    author: by('Morgenmuffel 3000'),
    reason: 'wrong-place' satisfies ReportReason,
    note: 'Das gehört eher in den Gruppenchat.',
  },
} as const
