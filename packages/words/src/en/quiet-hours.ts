import type { quietHours as German } from '../de/quiet-hours.ts'

export const quietHours: typeof German = {
  title: 'Quiet hours',
  hint: 'In quiet hours devices stay silent. What comes is in the post at once; at the end the device rings one time. What was published as urgent always rings.',
  own: 'Every person can set more hours of their own.',
  roles: 'Whoever has several roles is left alone only if each of them is.',
  of: {
    everybody: { title: 'Everybody', hint: 'The quiet hours of the Kita. They hold for all; the others are added.' },
    admin: { title: 'Head and administration', hint: 'In addition, as long as nothing has to be decided.' },
    educator: { title: 'Educators', hint: 'In addition: outside working hours the device stays silent.' },
    council: { title: 'Parents’ council', hint: 'In addition, for announcements to the council.' },
    guardian: { title: 'Guardians', hint: 'In addition, for all families.' },
  },
  on: 'Quiet hours',
  onNamed: ({ whose }) => `Quiet hours for ${whose}`,
  from: 'from',
  to: 'to',
  weekend: 'All day at weekends',
  weekendNamed: ({ whose }) => `Quiet all day at weekends for ${whose}`,
  save: 'Save',
  saveNamed: ({ whose }) => `Save quiet hours for ${whose}`,
  saved: 'The quiet hours hold now.',
}
