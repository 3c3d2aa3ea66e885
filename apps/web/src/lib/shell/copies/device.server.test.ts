import { expect, test } from 'vitest'
import { announcements, apfelhof, kim, named, sonnen } from '@morgenkreis/world'
import type { ChildToday, OperationName } from '@morgenkreis/protocol'
import type { Gateway, Session } from '../gateway.server.ts'
import { newRequest } from '../entered.server.ts'
import { forDevice, nameOfSession } from './device.server.ts'

const session: Session = {
  person: named.paula.person,
  memberships: [
    {
      id: named.paula.guardian,
      facility: apfelhof,
      role: 'guardian',
      name: 'Paula',
      groups: [sonnen],
      writes: false,
      rights: [],
      mutedUntil: null,
      children: [{ id: kim, sign: 'kite', label: 'Kimchen', group: sonnen }],
    },
  ],
  facilities: [],
}

// Stands where the gateway's door is: what is asked of it is what is tested.
function opened(data: object = session) {
  const asked: OperationName[] = []
  const gateway: Gateway = {
    async call(name) {
      asked.push(name)
      return { ok: true, data } as never
    },
  }
  return { asked, device: forDevice(gateway) }
}

test('[N4] a copy that is made for a device opens nothing', async () => {
  const { asked, device } = opened()
  const call = { as: named.paula.guardian, request: newRequest(), input: { announcement: announcements[0]!.id } }
  expect(await device.call('announcement.open', call)).toMatchObject({ ok: false })
  expect(asked).toEqual([])
})

test('[K-19, K-39] what is not to lie on a device is not even asked for', async () => {
  const { asked, device } = opened()
  const of = { as: named.paula.guardian, input: { facility: apfelhof } }
  for (const name of [
    'sick-note.list',
    'absence.list',
    'report.waiting',
    'announcement.progress',
    'announcement.reach',
    'constructor',
  ] as const)
    expect(await device.call(name as 'sick-note.list', of as never)).toMatchObject({ ok: false })
  expect(asked).toEqual([])
})

test('[K-38] a child is its sign on a device, whatever its guardian calls it', async () => {
  const reply = await opened().device.call('session.read', { as: null, input: {} })
  expect(JSON.stringify(reply)).toContain('kite')
  expect(JSON.stringify(reply)).not.toContain('Kimchen')
})

test('[K-39, K-20] who is here is signs on a device; an ill child is away like any other, whoever reads', async () => {
  const span = { from: '2026-11-23', to: '2026-11-28' }
  const children: ChildToday[] = [
    { id: kim, sign: 'kite', name: 'Kim Tannhof', away: [{ ...span, reason: null, note: null }] },
    { id: kim, sign: 'boat', name: 'Jonte Wintergrün', away: [{ ...span, reason: 'holiday', note: 'Auf Föhr' }] },
    { id: kim, sign: 'owl', name: 'Ida Moos', away: [] },
  ]
  const presence = { day: '2026-11-26', accepts: true, groups: [{ group: sonnen, children }] }
  const reply = await opened(presence).device.call('presence.list', {
    as: named.paula.guardian,
    input: { facility: apfelhof },
  })
  const away = [{ from: '2026-11-26', to: '2026-11-26', reason: null, note: null }]
  const kept = [
    { id: kim, sign: 'kite', name: '', away },
    { id: kim, sign: 'boat', name: '', away },
    { id: kim, sign: 'owl', name: '', away: [] },
  ]
  const groups = [{ group: sonnen, children: kept }]
  expect(reply).toEqual({ ok: true, data: { day: '2026-11-26', accepts: false, groups } })
})

test('[K-35] another person, hat, group, right or module is another name, and none says whose it is', () => {
  const [hat] = session.memberships
  const changed: Session[] = [
    { ...session, person: named.paul.person },
    { ...session, memberships: [] },
    { ...session, memberships: [{ ...hat!, groups: 'all' }] },
    { ...session, memberships: [{ ...hat!, children: [] }] },
    { ...session, memberships: [{ ...hat!, rights: ['moderate'] }] },
  ]
  const name = (one: Session) => nameOfSession(one, named.paula.guardian)
  const names = [...[session, ...changed].map(name), nameOfSession(session, named.clara.council)]
  expect(new Set(names).size).toBe(names.length)
  expect(name(structuredClone(session))).toBe(names[0])
  expect(names[0]).toMatch(/^[\w-]{22}$/)
})
