export const today = {
  title: 'Heute',
  greeting: {
    morning: ({ name }: { name: string }) => `Guten Morgen, ${name}`,
    day: ({ name }: { name: string }) => `Guten Tag, ${name}`,
    evening: ({ name }: { name: string }) => `Guten Abend, ${name}`,
  },
  cloakroom: 'Ihre Haken in der Garderobe',
  groups: 'Ihre Gruppen',
  newest: 'Neu für Sie',
  all: 'Alle Post ansehen',
  empty: 'Noch ist nichts angekommen.',
  emptyNext: 'Sobald die Kita etwas schreibt, steht es hier.',
  quiet: 'Heute ist es hier still.',
  quietNext: 'Ihre Kita hat Mitteilungen ausgeschaltet. Bei Fragen hilft die Leitung.',
}
