import type { Binary } from 'mongodb'
import type { KeyRef } from './key-ref.ts'
import { toSeal, type Adding, type Kept, type Sealed, type Sealer, type Where } from './seal.ts'

interface Doc {
  _id: string
  text: Sealed
  label: Sealed | null
  note?: Sealed
  at: Date
  group: string | null
}

declare const sealer: Sealer
declare const sealed: Sealed
declare const where: Where
declare const bytes: Uint8Array
declare const binary: Binary
declare const key: KeyRef
const open = { _id: 'x', label: null, at: new Date(0), group: null }

const adding: Adding<Doc> = { ...open, text: toSeal(key, 'ja'), note: toSeal(key, 'nein') }
const stored: Doc = sealer.sealDocument('docs', null, adding)
const same: Kept<Adding<Doc>> = stored
void same

// @ts-expect-error an open string does not go into a sealed field
void ({ ...open, text: 'ja' } satisfies Adding<Doc>)
// @ts-expect-error nor into one that may be null
void ({ ...open, text: toSeal(key, 'ja'), label: 'ja' } satisfies Adding<Doc>)
// @ts-expect-error nor into one that may be absent
void ({ ...open, text: toSeal(key, 'ja'), note: 'ja' } satisfies Adding<Doc>)
// @ts-expect-error a key that wraps others seals nothing
toSeal({ kind: 'platform' }, 'ja')
// @ts-expect-error what is to be sealed says under which key
void ({ ...open, text: { key, text: 'ja' } } satisfies Adding<Doc>)
// @ts-expect-error a field that is open at rest takes nothing to seal
void ({ ...open, text: toSeal(key, 'ja'), group: toSeal(key, 'ja') } satisfies Adding<Doc>)
// @ts-expect-error what is still to be sealed is not stored
void (adding satisfies Doc)
// @ts-expect-error bytes that the codec has not made are not sealed
void (bytes satisfies Sealed)
// @ts-expect-error nor is a BSON Binary
void (binary satisfies Sealed)
// @ts-expect-error a sealed value is no string
void (sealed satisfies string)
// @ts-expect-error what was opened may be shredded
void (sealer.open(sealed, where) satisfies string)
// @ts-expect-error only sealed values are opened
sealer.open('ja', where)
