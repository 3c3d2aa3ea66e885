import type { ByPhone, Consent, RefusalCode, Role } from '@morgenkreis/protocol'
import { consents } from '@morgenkreis/protocol'
import { isStaff } from '../access/membership.ts'

/** Why a sick note may be stored: its guardian consented, or staff wrote down what came by telephone. */
export type Basis =
  | { readonly kind: 'consent'; readonly version: number; readonly language: Consent['language'] }
  | { readonly kind: 'phone'; readonly phone: ByPhone }

/** No sick note without a basis (K-101, K-103, decision 6): a guardian's click on the current sentence, or the caller's word. */
export function basisOf(
  role: Role,
  { consent, phone }: { readonly consent?: Consent | undefined; readonly phone?: ByPhone | undefined },
): Basis | RefusalCode {
  if (isStaff(role)) return phone === undefined ? 'basis-missing' : { kind: 'phone', phone }
  if (consent === undefined) return 'consent-missing'
  if (consent.version !== consents['sick-note'].version) return 'consent-stale'
  return { kind: 'consent', version: consent.version, language: consent.language }
}
