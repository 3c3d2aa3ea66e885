import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { illnesses, notifiableIllnesses, usualIllnesses } from './illnesses.ts'

test('every illness has one code, and nobody has to say any', () => {
  expect(new Set(illnesses).size).toBe(illnesses.length)
  expect(illnesses[0]).toBe('unspecified')
})

const list = resolve(import.meta.dirname, '../../../../shared/data/codes/codelisten.json')
interface Codes {
  ifsg_34_abs_1: { krankheiten: string[]; zusaetzlich: unknown[] }
  kita_uebliche_krankmeldegruende_ohne_34: { werte: string[] }
}

test.skipIf(!existsSync(list))(
  'none is missing of the code list (../shared/data/codes/codelisten.json; skipped where that is absent)',
  () => {
    const { ifsg_34_abs_1: notifiable, kita_uebliche_krankmeldegruende_ohne_34: usual } = JSON.parse(
      readFileSync(list, 'utf8'),
    ) as Codes
    expect(notifiableIllnesses).toHaveLength(notifiable.krankheiten.length + notifiable.zusaetzlich.length)
    // The last of the usual ones is `other`.
    expect(usualIllnesses).toHaveLength(usual.werte.length - 1)
  },
)
