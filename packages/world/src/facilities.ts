import { idOf } from './ids.ts'
import type { WorldFacility } from './shapes.ts'

export const apfelhof = idOf('facility', 1)
export const kranichweg = idOf('facility', 2)

export const sonnen = idOf('group', 1)
export const igel = idOf('group', 2)
export const wellen = idOf('group', 3)
export const kraniche = idOf('group', 4)

export const facilities: readonly WorldFacility[] = [
  {
    id: apfelhof,
    name: 'Kita Apfelhof',
    phone: '040 66969 117',
    email: 'apfelhof@demo.morgenkreis.example',
    address: 'Obstgasse 7\n12345 Musterstadt',
    modules: ['announcements', 'comments', 'chat', 'conversations'],
    groups: [
      { id: sonnen, name: 'Sonnengruppe', ribbon: 'zigzag', chat: 'open', opensAt: '07:00' },
      { id: igel, name: 'Igelgruppe', ribbon: 'dots', chat: 'read-only', opensAt: '07:00' },
      { id: wellen, name: 'Wellengruppe', ribbon: 'waves', chat: 'staff-led', opensAt: '07:00' },
    ],
  },
  {
    id: kranichweg,
    name: 'Kita Kranichweg',
    phone: null,
    email: null,
    address: null,
    // K-02: here comments are switched off.
    modules: ['announcements'],
    groups: [{ id: kraniche, name: 'Kranichgruppe', ribbon: 'weave', chat: 'off', opensAt: '07:00' }],
  },
]
