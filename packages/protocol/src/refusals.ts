/** The closed list: whatever is refused anywhere is refused with one of these words. */
export const refusals = [
  'acknowledgement-missing',
  'acknowledgement-stale',
  'acknowledgement-used',
  'answers-only',
  'audience-changed',
  'busy',
  'forbidden',
  'gone',
  'guardian-unknown',
  'id-reused',
  'internal',
  'invalid',
  'last-admin',
  'module-off',
  'no-membership',
  'not-found',
  'rate-limited',
  'read-only',
  'staff-only',
  'too-late',
  'too-many-tries',
  'try-again',
  'unauthenticated',
  'wrong-credentials',
  'already-voted',
  'child-unknown',
  'choice-unknown',
  'deadline-out-of-range',
  'poll-closed',
  'confirmed-already',
  'nothing-open',
  'nothing-to-confirm',
  'reminded-today',
  'schedule-range',
  'consent-missing',
  'consent-stale',
  'basis-missing',
  'dates-impossible',
  'changed-meanwhile',
  'already-reported',
  'already-settled',
  'locked',
  'muted',
  'mute-out-of-range',
  'hold-out-of-range',
  'opened-already',
  'closing-out-of-range',
  'too-many-closings',
  'conversation-over',
  'family-gone',
] as const

export type RefusalCode = (typeof refusals)[number]

/** What every operation may answer, beside the refusals that it declares. */
export const alwaysPossible = [
  'invalid',
  'unauthenticated',
  'no-membership',
  'rate-limited',
  'try-again',
  'internal',
] as const
/** What every changing operation may answer besides: its request id was used before, for something else. */
export const possibleOnChange = ['id-reused'] as const

export type Always = (typeof alwaysPossible)[number]
export type OnChange = (typeof possibleOnChange)[number]
