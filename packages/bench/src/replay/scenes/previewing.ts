import type { Acknowledgement, InputOf, MembershipId } from '@morgenkreis/protocol'
import { insist } from '../insisting.ts'
import type { Phone } from '../phone.ts'

/** The composer opens: the audience is shown, and what comes back is what the author acknowledges. */
export async function preview(
  phone: Phone,
  as: MembershipId,
  destination: InputOf<'audience.preview'>['destination'],
): Promise<{ acknowledgement: Acknowledgement } | { refusal: string }> {
  const input = { destination, language: 'de' } as const
  const reply = await insist(() => phone.door, 'audience.preview', { as, input })
  return reply.ok
    ? { acknowledgement: { preview: reply.data.token, accepted: true } as const }
    : { refusal: reply.error.code }
}
