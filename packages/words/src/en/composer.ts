import type { composer as German } from '../de/composer.ts'

const families = (count: number) => (count === 1 ? '1 family' : `${count} families`)
const staff = (count: number) => (count === 1 ? '1 member of staff' : `${count} members of staff`)
const belonging = (groups: readonly string[] | 'all') =>
  groups === 'all' ? 'of the whole Kita' : `of ${new Intl.ListFormat('en').format(groups)}`

export const composer: typeof German = {
  label: 'Your comment',
  placeholder: 'Write something about it …',
  audience: (audience) =>
    `Visible to ${families(audience.families)} ${belonging(audience.groups)} and ${staff(audience.staff)}`,
  submit: 'Send comment',
  textMissing: 'Write a text first.',
  tooLong: ({ longest }) => `The text is too long. It may have ${longest} characters.`,
  tickMissing: 'Please tick this box. Without it nothing is sent.',
  audienceUnknown:
    'Without a connection we do not know who reads along. Your draft stays here until you are online again.',
  counting: 'Counting who reads along …',
}
