import type { Absence, SickNote } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { lastTime } from './entry.ts'

const common = { note: null, seen: null, entered: null, v: 1 }
const child = 'kim' as SickNote['child']
const fever = (from: string, to: string): SickNote => ({
  ...{ ...common, id: `fever ${from}` as SickNote['id'], child, illness: 'fever', from, to, phone: null },
})
const holiday = (from: string, to: string): Absence => ({
  ...{ ...common, id: `holiday ${from}` as Absence['id'], child, reason: 'holiday', from, to },
})

test('[reports-06] the last time is what began last, and no holiday that is still to come', () => {
  const reports = [
    holiday('2027-02-01', '2027-02-05'),
    fever('2026-11-23', '2026-11-24'),
    holiday('2026-10-05', '2026-10-05'),
  ]
  expect(lastTime(reports, '2026-11-30')).toMatchObject({
    ...{ kind: 'ill', illness: 'fever', from: '2026-11-30', to: '2026-12-01', children: ['kim'] },
  })
  expect(lastTime([holiday('2027-02-01', '2027-02-05')], '2026-11-30')).toBeUndefined()
})
