import type { facilities as German } from '../de/facilities.ts'

export const facilities: typeof German = {
  groups: 'Groups',
  members: ({ count }) => (count === 1 ? '1 person' : `${count} persons`),
  family: ({ count }) => (count === 1 ? '1 child' : `${count} children`),
  staff: 'Team',
  council: 'Parents’ council',
  guardians: 'Guardians',
  guardiansHint: 'You see the guardians when you choose a group above or search for a name.',
  find: 'Find a person',
  findNothing: 'Nobody has this name. Check the spelling.',
  column: { name: 'Name', groups: 'Groups and children', action: 'Action' },
  writes: 'writes',
  reads: 'reads',
  remove: 'Withdraw access',
  removeNamed: ({ name }) => `Withdraw the access of ${name}`,
  confirm: {
    title: ({ name }) => `Withdraw the access of ${name}?`,
    means: 'The person is cut off at once on every device. The account and access to other Kitas remain.',
  },
  removed: 'The access is withdrawn. Nothing arrives on this person’s devices any more.',
}
