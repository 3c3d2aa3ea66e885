export const more = {
  title: 'Mehr',
  language: 'Sprache',
  theme: 'Helligkeit',
  themes: { auto: 'Wie das Gerät', light: 'Hell', dark: 'Dunkel' },
  apply: 'Übernehmen',
  you: 'Angemeldet als',
  children: 'Ihre Kinder',
  about: 'Über Morgenkreis',
  version: ({ version }: { version: string }) => `Version ${version}`,
  trash: 'Papierkorb',
  account: 'Eigene Beiträge und Konto',
  licence: 'Freie Software unter der EUPL-1.2',
}
