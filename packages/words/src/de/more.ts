export const more = {
  title: 'Mehr',
  language: 'Sprache',
  theme: 'Helligkeit',
  themes: { auto: 'Wie das Gerät', light: 'Hell', dark: 'Dunkel' },
  apply: 'Übernehmen',
  push: 'Benachrichtigungen',
  you: 'Angemeldet als',
  children: 'Ihre Kinder',
  about: 'Über Morgenkreis',
  version: ({ version }: { version: string }) => `Version ${version}`,
  licence: 'Freie Software unter der EUPL-1.2',
}
