import type { FacilityId } from '@morgenkreis/protocol'
import { additionalOf, bytesOf, decrypt, encrypt, type StoredBytes } from './cipher.ts'
import type { KeyRef } from './key-ref.ts'
import { Shredded, type Keys } from './keys.ts'
import { pad, unpad } from './padding.ts'

declare const sealed: unique symbol

/** A sealed text as it is stored and read (lean): only the codec makes it, so an open value never passes for one. */
export type Sealed = (Uint8Array | StoredBytes) & { readonly [sealed]: true }

/** A text on its way into a sealed field. The text is private, so that neither logs nor JSON show it. */
export class ToSeal {
  readonly key: KeyRef
  readonly #text: string

  constructor(key: KeyRef, text: string) {
    this.key = key
    this.#text = text
  }

  get text() {
    return this.#text
  }
}

export const toSeal = (key: KeyRef, text: string) => new ToSeal(key, text)

type Opened<Value> = Value extends Sealed ? ToSeal : Value
type Closed<Value> = Value extends ToSeal ? Sealed : Value

/** A document about to be stored: what is sealed in it at rest is still to be sealed. */
export type Adding<Doc> = { [Field in keyof Doc]: Opened<Doc[Field]> }

/** The same with every ToSeal replaced: `Kept<Adding<Doc>>` is `Doc`. */
export type Kept<Added> = { [Field in keyof Added]: Closed<Added[Field]> }

/** Where a sealed text stands; it opens nowhere else. `facility` is null for what belongs to a person. */
export interface Place {
  facility: FacilityId | null
  collection: string
  id: string
}
export interface Where extends Place {
  field: string
}

/** The stored bytes are not what was sealed at this place: a defect or an attack, never an expected answer. */
export class SealBroken extends Error {
  override name = 'SealBroken'
  constructor({ collection, id, field }: Where, what: string) {
    super(`The sealed field ${collection}.${field} of ${id} does not open: ${what}.`)
  }
}

export interface Sealer {
  /** Finds or makes all keys, before anything is sealed with them. */
  prepare(refs: Iterable<KeyRef>): Promise<void>
  /** Seals at once; the key must have been prepared. */
  seal(toSeal: ToSeal, where: Where): Sealed
  /** Loads the keys of what will be opened; nothing at all is allowed in the list, too. */
  prepareToOpen(sealed: Iterable<Sealed | null | undefined>): Promise<void>
  /** Opens at once; throws SealBroken on a wrong tag. */
  open(sealed: Sealed, where: Where): string | typeof Shredded
  /** Replaces every ToSeal among the fields, for a document or the changes of one. */
  sealFields<Fields extends object>(place: Place, fields: Fields): Kept<Fields>
  /** The same for a whole document, whose id is its place. */
  sealDocument<Added extends { _id: string }>(
    collection: string,
    facility: FacilityId | null,
    adding: Added,
  ): Kept<Added>
}

const version = 1
const aes256Gcm = 1
/** Version, algorithm, key id. */
const headerLength = 2 + 16

// The header goes into the additional data whole: it holds the key id.
const additional = (header: Buffer, { facility, collection, id, field }: Where) =>
  additionalOf(header, [facility ?? '-', collection, id, field])

/** The refs of every ToSeal among the fields. */
export function keysOf(fields: object): KeyRef[] {
  return Object.values(fields).flatMap((value) => (value instanceof ToSeal ? [value.key] : []))
}

/** The key id in a sealed value, as a UUID string; null if the value is too short to hold one. */
function keyIdIn(bytes: Buffer) {
  if (bytes.length < headerLength) return null
  const hex = bytes.toString('hex', 2, headerLength)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The codec of everything sealed at rest: AES-256-GCM, padded, bound to its place. */
export function createSealer({ keys }: { keys: Keys }): Sealer {
  const header = Buffer.alloc(headerLength)
  header[0] = version
  header[1] = aes256Gcm

  function seal(toSeal: ToSeal, where: Where): Sealed {
    const key = keys.ofRef(toSeal.key)
    key.idBytes.copy(header, 2)
    return encrypt(key.secret, header, additional(header, where), pad(toSeal.text)) as Buffer & Sealed
  }

  function open(sealed: Sealed, where: Where) {
    const bytes = bytesOf(sealed)
    const id = keyIdIn(bytes)
    if (id === null) throw new SealBroken(where, 'it is too short')
    if (bytes[0] !== version || bytes[1] !== aes256Gcm) throw new SealBroken(where, 'its version is unknown')
    const key = keys.ofId(id)
    if (key === Shredded) return Shredded
    const plain = decrypt(key.secret, bytes, headerLength, additional(bytes.subarray(0, headerLength), where))
    if (plain === null) throw new SealBroken(where, 'its tag is wrong')
    return unpad(plain)
  }

  function sealFields<Fields extends object>(place: Place, fields: Fields): Kept<Fields> {
    const kept = { ...fields } as Record<string, unknown>
    for (const [field, value] of Object.entries(fields)) {
      if (value instanceof ToSeal) kept[field] = seal(value, { ...place, field })
    }
    return kept as Kept<Fields>
  }

  return {
    prepare: (refs) => keys.prepare(refs),
    seal,
    async prepareToOpen(sealed) {
      const ids = new Set<string>()
      for (const one of sealed) {
        const id = one && keyIdIn(bytesOf(one))
        if (id) ids.add(id)
      }
      await keys.load(ids)
    },
    open,
    sealFields,
    sealDocument: (collection, facility, adding) => sealFields({ facility, collection, id: adding._id }, adding),
  }
}
