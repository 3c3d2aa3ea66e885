import { memberships, named } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { Silence } from './silence.ts'

const paula = memberships.find(({ id }) => id === named.paula.guardian)!
const paul = memberships.find(({ id }) => id === named.paul.guardian)!

test('somebody is muted until the time that was said, or until it is taken back; others are not', () => {
  const silence = new Silence()
  silence.mute(paula, 1000)
  expect([silence.isMuted(paula, 999), silence.isMuted(paula, 1000), silence.isMuted(paul, 0)]).toEqual([
    true,
    false,
    false,
  ])
  expect(silence.mutedAt(500)).toEqual([[paula.id, 1000]])
  silence.unmute(paula)
  expect([silence.isMuted(paula, 500), silence.wasMuted(paula), silence.wasMuted(paul)]).toEqual([false, true, false])
})
