import type { more as German } from '../de/more.ts'

export const more: typeof German = {
  title: 'More',
  language: 'Language',
  theme: 'Brightness',
  themes: { auto: 'Like the device', light: 'Light', dark: 'Dark' },
  apply: 'Apply',
  you: 'Signed in as',
  children: 'Your children',
  about: 'About Morgenkreis',
  version: ({ version }) => `Version ${version}`,
  trash: 'Trash',
  account: 'Own messages and account',
  data: 'Which data is processed',
  push: 'Notifications',
  moderation: 'Moderation',
  reach: {
    phone: 'Phone',
    noPhone: 'The Kita has not entered a number here yet.',
    email: 'E-mail',
    address: 'Address',
  },
  licence: 'Free software under the EUPL-1.2',
}
