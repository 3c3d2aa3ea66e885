import { z } from 'zod'
import { event } from './event.ts'
import { FacilityId } from './ids.ts'
import { operation } from './operation.ts'
import { entered } from './text.ts'

export const Email = z.email().max(254)

/** A number as it is written down, to be called: digits, at least three, and what is used to set them apart. */
export const Phone = z
  .string()
  .max(40)
  .regex(/^\+?[\d ()/.-]+$/)
  .refine((text) => text.replace(/\D/g, '').length >= 3)

/** How one reaches a facility (K-25); null is what it gave none of. */
export const Contact = z.strictObject({
  phone: Phone.nullable(),
  email: Email.nullable(),
  address: entered(300).nullable(),
})
export type Contact = z.infer<typeof Contact>

export const Described = z.strictObject({ facility: FacilityId, ...Contact.shape, v: z.int().positive() })
export type Described = z.infer<typeof Described>

/** Says how the facility is reached from now on: this, and nothing else. */
export const describeFacility = operation('facility.describe', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ facility: FacilityId, ...Contact.shape }),
  output: Described,
  refuses: ['not-found', 'forbidden'],
})

export const facilityDescribed = event('facility.described', Described)
