export const facilities = {
  groups: 'Gruppen',
  members: ({ count }: { count: number }) => (count === 1 ? '1 Person' : `${count} Personen`),
  family: ({ count }: { count: number }) => (count === 1 ? '1 Kind' : `${count} Kinder`),
  staff: 'Team',
  council: 'Elternbeirat',
  guardians: 'Bezugspersonen',
  guardiansHint: 'Die Bezugspersonen sehen Sie, wenn Sie oben eine Gruppe wählen oder einen Namen suchen.',
  find: 'Person suchen',
  findNothing: 'Niemand heißt so. Prüfen Sie die Schreibweise.',
  column: { name: 'Name', groups: 'Gruppen und Kinder', action: 'Aktion' },
  writes: 'schreibt',
  reads: 'liest',
  remove: 'Zugang entziehen',
  removeNamed: ({ name }: { name: string }) => `Zugang von ${name} entziehen`,
  confirm: {
    title: ({ name }: { name: string }) => `Zugang von ${name} entziehen?`,
    means:
      'Die Person wird sofort auf allen Geräten getrennt. Ihr Konto und Zugänge zu anderen Kitas bleiben bestehen.',
  },
  removed: 'Der Zugang ist entzogen. Auf allen Geräten dieser Person kommt nichts mehr an.',
}
