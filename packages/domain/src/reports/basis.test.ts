import { consents } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { basisOf } from './basis.ts'

const { version } = consents['sick-note']
const consent = { version, language: 'de', accepted: true } as const
const phone = { by: 'Oma', basis: 'spoken-consent' } as const

test('[K-101, K-103] a guardian’s sick note stands on the click on the current sentence, and on nothing else', () => {
  expect(basisOf('guardian', { consent })).toEqual({ kind: 'consent', version, language: 'de' })
  expect(basisOf('guardian', {})).toBe('consent-missing')
  expect(basisOf('guardian', { phone })).toBe('consent-missing')
  expect(basisOf('guardian', { consent: { ...consent, version: version + 1 } })).toBe('consent-stale')
})

test('[K-20] staff enter what came by telephone on a legal basis; they cannot consent for anybody', () => {
  for (const role of ['admin', 'educator'] as const) {
    expect(basisOf(role, { phone })).toEqual({ kind: 'phone', phone })
    expect(basisOf(role, { consent })).toBe('basis-missing')
  }
})
