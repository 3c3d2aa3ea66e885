import type { asking as German } from '../de/asking.ts'

export const asking: typeof German = {
  urgent: 'Urgent',
  why: 'Why it is urgent',
  todo: 'Please confirm',
  reminder: 'Reminder',
  todos: 'To do',
  open: ({ count }) => `${count} open`,
  title: 'Your confirmation',
  wanted: {
    one: 'It is enough that one guardian of the child confirms.',
    all: 'Each guardian confirms separately.',
  },
  asksAgain: 'The Kita asks you for it once more.',
  confirm: 'Read and confirmed',
  confirmFor: ({ child }) => `Read and confirmed for ${child}`,
  done: 'Confirmed. There is nothing left to do.',
  doneFor: ({ child }) => `Confirmed for ${child}.`,
  unreachable: 'No connection to the Kita. It is not confirmed yet, please try again in a moment.',
}
