import type { Contact, FacilityId } from '@morgenkreis/protocol'
import { Shredded } from '../keys.ts'
import { toSeal, type Sealer } from '../seal.ts'
import type { FacilityDoc } from './store.ts'

const none: Contact = { phone: null, email: null, address: null }

/** What was entered of how one reaches a facility, on its way into the store. */
export const contactToSeal = (facility: FacilityId, { phone, email, address }: Contact) =>
  toSeal({ kind: 'facility', facility }, JSON.stringify({ phone, email, address }))

/** How one reaches a facility; nothing as long as nobody has entered it. */
export async function contactIn(
  { _id: facility, contact }: Pick<FacilityDoc, '_id' | 'contact'>,
  sealer: Sealer,
): Promise<Contact> {
  if (contact === undefined) return none
  await sealer.prepareToOpen([contact])
  const opened = sealer.open(contact, { facility, collection: 'facilities', id: facility, field: 'contact' })
  return opened === Shredded ? none : (JSON.parse(opened) as Contact)
}
