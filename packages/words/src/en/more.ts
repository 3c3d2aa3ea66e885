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
  push: 'Notifications',
  moderation: 'Moderation',
  licence: 'Free software under the EUPL-1.2',
}
