import type { OwnMembership } from '@morgenkreis/protocol'

/** Until when this hat only reads (ISO 8601); undefined where it may write. */
export const mutedUntil = (
  { mutedUntil: until }: Pick<OwnMembership, 'mutedUntil'>,
  now: string,
): string | undefined => (until !== null && until > now ? until : undefined)
